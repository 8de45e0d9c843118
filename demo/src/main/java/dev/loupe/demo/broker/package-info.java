/**
 * The company's broker: a RabbitMQ of this machine with its exchanges, queues and users.
 *
 * <p>May use the embedded RabbitMQ. Must never know Loupe.
 */
package dev.loupe.demo.broker;

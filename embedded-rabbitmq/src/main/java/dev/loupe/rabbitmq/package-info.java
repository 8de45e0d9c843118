/**
 * A real RabbitMQ for tests, the demo and benchmarks: the one that the machine has installed, started with directories and
 * ports of its own. May use the JDK. Must never know Loupe.
 */
package dev.loupe.rabbitmq;

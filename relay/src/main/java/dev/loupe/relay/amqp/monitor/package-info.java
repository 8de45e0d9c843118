/**
 * Asks a RabbitMQ how its queues are: by passive declares on a connection of its own, and by the management API where there
 * is one. May use Vert.x's clients and telemetry. Must never change, take or move a message, and never blocks an event loop.
 */
package dev.loupe.relay.amqp.monitor;

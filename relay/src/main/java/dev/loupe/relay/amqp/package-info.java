/**
 * Relays AMQP 0-9-1 between clients and a RabbitMQ, byte for byte but for the edits of {@code docs/protocols/amqp.md}, and
 * shows what passes to an observer. May use Vert.x, Netty, {@code relay.net} and the {@code protocol} below. Must never know a
 * span, a metric or what a message is about.
 */
package dev.loupe.relay.amqp;

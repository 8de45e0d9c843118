/**
 * AMQP 0-9-1 as RabbitMQ speaks it: bytes in, records named after the protocol's own methods out; and the few edits that a
 * message's header may get. May use Netty's buffers and nothing else. Must never know a socket, a clock, a tracer or what a
 * message means.
 */
package dev.loupe.relay.amqp.protocol;

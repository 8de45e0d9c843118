/**
 * JMH benchmarks of the PostgreSQL and AMQP decoders: gigabytes a second, and bytes allocated, by kind of traffic. May use the relay's
 * decoders and Netty's buffers. Must never open a socket.
 */
package dev.loupe.bench.decoder;

/**
 * Moves PostgreSQL's bytes between a client and a server, one connection for one, and hands each buffer to the decoders as it
 * passes. May use Vert.x, Netty and the protocol package. Must never know what a statement, a span or a metric is.
 */
package dev.loupe.relay.postgres;

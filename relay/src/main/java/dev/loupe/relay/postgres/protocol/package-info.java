/**
 * The PostgreSQL frontend/backend protocol, versions 3.0 and 3.2: bytes in, records named after the protocol's own messages
 * out. May use Netty's buffers and nothing else. Must never know a socket, a clock, a tracer or what a statement means.
 */
package dev.loupe.relay.postgres.protocol;

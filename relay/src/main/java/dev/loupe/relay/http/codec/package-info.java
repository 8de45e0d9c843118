/**
 * The pure HTTP/1.1 decoder: bytes in, events out, in any split.
 *
 * <p>May use Netty's buffers. Must never know a socket, a clock, a tracer, a header's business meaning or a thread.
 */
package dev.loupe.relay.http.codec;

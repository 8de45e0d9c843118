/**
 * The HTTP/1.1 path: a pure decoder of message heads and framing, the relay that moves the bytes between two sockets,
 * and what an observer of an exchange is told.
 *
 * <p>May use Netty's buffers and channels and Vert.x's sockets. Must never know a span, a metric, S3 or any one service.
 */
package dev.loupe.relay.http;

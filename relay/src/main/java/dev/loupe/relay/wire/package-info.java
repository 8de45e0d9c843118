/**
 * What decoders of any protocol need of bytes: texts that come again and again. May use Netty's buffers and nothing else. Must
 * never know a protocol, a socket, a clock or a tracer.
 */
package dev.loupe.relay.wire;

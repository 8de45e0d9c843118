/**
 * HTTP/2 (RFC 9113) for a relay that reads HTTP/1.1: a connection becomes streams, and each stream a channel on which the
 * bytes of one HTTP/1.1 exchange pass, so that everything behind it is the same for both versions.
 *
 * <p>May use Netty's HTTP/2 codec and the decoders of {@code relay.http.codec}. Must never know what a relay does with
 * the bytes, an observer, a span or a metric.
 */
package dev.loupe.relay.http2;

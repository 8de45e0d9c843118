/**
 * A client's connection and the server's that belongs to it, for relays that pass on bytes: how they begin, wait for each
 * other, and end. May use Vert.x, Netty, {@code relay.net} and {@code relay.net.tls}. Must never know a protocol, a span or a
 * metric.
 */
package dev.loupe.relay.net.pair;

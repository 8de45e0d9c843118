/**
 * TLS that ends at a relay or begins there, with files that are read again when they change. May use Vert.x, Netty and
 * {@code relay.net}. Must never know what is said within it.
 */
package dev.loupe.relay.net.tls;

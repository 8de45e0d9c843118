/**
 * The proxy with TLS on either side.
 *
 * <p>May use the fixtures. Must never trust what it was not told to.
 */
package dev.loupe.proxy.tls;

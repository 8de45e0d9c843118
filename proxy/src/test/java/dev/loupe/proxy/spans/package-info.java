/**
 * What leaves the proxy about the traffic, and what never does.
 *
 * <p>May use the fixtures. Must never look into the proxy: only what a receiver, a browser or a log reader sees counts.
 */
package dev.loupe.proxy.spans;

/**
 * The proxy while something around it fails: the store, a client, the receiver of its spans.
 *
 * <p>May use the fixtures. Must never wait for a time, only for what is to be seen.
 */
package dev.loupe.proxy.faults;

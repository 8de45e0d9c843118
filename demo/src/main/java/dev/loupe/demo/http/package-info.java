/**
 * How the company's services speak HTTP: the JDK's own server and client, and flat JSON objects. Nobody here has heard of
 * tracing: no header is read or passed on that the service itself does not need.
 *
 * <p>May use the JDK, Jackson's streams and the ledger. Must never know Loupe.
 */
package dev.loupe.demo.http;

/**
 * Business keys out of HTTP messages: where they stand by configuration, and streaming readers of bodies that hold nothing
 * but the value they are at. A value becomes a pseudonym as soon as it is whole.
 *
 * <p>May use Netty's buffers, Jackson's non-blocking parser and the HTTP path's heads. Must never keep a raw value, put
 * one into a message, or throw because of what a body says.
 */
package dev.loupe.relay.service.key;

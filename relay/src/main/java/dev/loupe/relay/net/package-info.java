/**
 * What relays of any protocol need of their sockets: bounded memory and sizes of reads, what waits to be sent, time-outs,
 * addresses, limits, and files that change. May use Vert.x and Netty. Must never know a protocol, a span or a metric.
 */
package dev.loupe.relay.net;

/**
 * Turns a session's messages into spans and metrics on behalf of the wrapped service: statements, transactions, waits. May use
 * the protocol's events, the statements, the correlation and the telemetry. Must never know a socket.
 */
package dev.loupe.relay.postgres.session;

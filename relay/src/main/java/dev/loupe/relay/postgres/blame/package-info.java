/**
 * Who holds the lock that a statement waits for: what relayed backends run now, what the database says of waits, and what the
 * relays of other processes know. May use the telemetry's API. Must never know the wire protocol or a socket of a client.
 */
package dev.loupe.relay.postgres.blame;

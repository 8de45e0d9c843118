/**
 * Asks the database how it is, over a small connection of its own with monitoring rights only, and who waits for whom. May use
 * the database client, the blame and the telemetry. Must never write anything, nor fail loudly when the database is down.
 */
package dev.loupe.relay.postgres.monitor;

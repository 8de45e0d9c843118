package dev.loupe.relay.postgres;

import dev.loupe.relay.net.Advice;
import dev.loupe.relay.net.pair.PairLoop;

/**
 * What all connections of one event loop share.
 *
 * @param settings of the relay
 * @param path who observes
 * @param pairs what relays of any protocol share
 * @param advice what is to be said to whom it may concern, by all event loops
 */
record RelayLoop(PostgresRelaySettings settings, SafePath path, PairLoop pairs, Advice advice) {}

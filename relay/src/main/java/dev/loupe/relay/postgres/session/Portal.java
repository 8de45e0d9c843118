package dev.loupe.relay.postgres.session;

/**
 * A portal of one session.
 *
 * @param prepared what it was made of; null if that is not known
 * @param run what is run by it; null if there is no statement in it
 */
record Portal(String name, Prepared prepared, StatementRun run) {}

/**
 * Plans of slow statements: which text may be explained, how each server version is asked, and what of the answer may be told.
 * May use the database client. Must never run a statement, nor let a literal out, be it the statement's or the schema's.
 */
package dev.loupe.relay.postgres.plan;

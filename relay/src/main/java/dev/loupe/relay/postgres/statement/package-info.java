/**
 * What a statement's text means: its sanitised form, summary and fingerprint, the context that it carries in a comment, and
 * where business keys stand in it. Pure and cached. Must never know a socket, a clock or a tracer, nor let a literal out.
 */
package dev.loupe.relay.postgres.statement;

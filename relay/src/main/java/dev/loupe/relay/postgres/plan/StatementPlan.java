package dev.loupe.relay.postgres.plan;

import java.time.Instant;

/**
 * What the server would do for a statement with any parameters.
 *
 * @param fingerprint 16 hex digits
 * @param summary query summary
 * @param at when the server was asked
 * @param text as {@code EXPLAIN} prints it, with {@code ?} for each literal; empty if there is none
 * @param leftOut why there is no plan, in words; empty if there is one
 */
public record StatementPlan(String fingerprint, String summary, Instant at, String text, String leftOut) {}

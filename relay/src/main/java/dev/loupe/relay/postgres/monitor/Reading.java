package dev.loupe.relay.postgres.monitor;

/**
 * A figure of a database, as its gauge or counter reports it.
 *
 * @param metric its name, from telemetry's names
 * @param of value of its label, such as a state or a table; empty if it has none
 * @param value in the metric's unit
 */
public record Reading(String metric, String of, double value) {}

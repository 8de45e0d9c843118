package dev.loupe.console.config;

/**
 * A configuration that was read without mistakes.
 *
 * @param config the bound record
 * @param origins where its settings come from, for mistakes that are found later
 */
public record Loaded<C extends Record>(C config, Origins origins) {}

package dev.loupe.relay.correlation;

/**
 * What a request or operation is about, such as an order.
 *
 * @param kind a declared kind, such as {@code order}
 * @param pseudonym stands for the value, which nothing here ever sees
 */
public record BusinessKey(String kind, String pseudonym) {}

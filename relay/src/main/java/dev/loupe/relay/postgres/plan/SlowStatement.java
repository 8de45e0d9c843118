package dev.loupe.relay.postgres.plan;

/**
 * A statement that took too long.
 *
 * @param fingerprint 16 hex digits, the same for each statement of that text
 * @param summary query summary, such as {@code SELECT orders}
 * @param text sanitised: {@code ?} where a literal was, {@code $n} where a parameter is
 * @param whole whether nothing of the text was cut off
 */
public record SlowStatement(String fingerprint, String summary, String text, boolean whole) {}

/**
 * Correlation: which request in flight caused what an un-instrumented service does next, with the evidence for it, and
 * no answer where there is none (design, section 6; {@code RATIONALE.md} says why each rule is as it is).
 *
 * <p>May use the JDK and OpenTelemetry's {@code SpanContext}. Must never know a protocol, a socket, a span that is
 * being made, or a raw business value; and must never guess.
 */
package dev.loupe.relay.correlation;

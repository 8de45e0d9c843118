package dev.loupe.relay.postgres.blame;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One thing that a monitor says to the others. Carries identifiers, times and query summaries; no value, no name of a person. */
sealed interface ExchangeItem {
    /** As text: letters, digits and {@code . - _ |}, at most 500 characters. */
    String text();

    /**
     * Whose is that process?
     *
     * @param processId of the server's
     * @param transactionMicros when its transaction began; names it
     * @param seenMicros when it was seen to be in the way
     * @param waiter whom it makes wait; empty if it only stands in a chain
     */
    record Question(int processId, OptionalLong transactionMicros, long seenMicros, Optional<Waiter> waiter)
            implements ExchangeItem {
        @Override
        public String text() {
            return "q|" + processId + '|' + number(transactionMicros) + '|' + seenMicros + '|'
                    + waiter.map(who -> who.waitId() + '|' + orDash(who.traceId()) + '|' + who.sinceMicros())
                            .orElse("-|-|-");
        }
    }

    /** Who waits, since when by the server's clock. */
    record Waiter(String waitId, String traceId, long sinceMicros) {}

    /** It is mine. */
    record Answer(int processId, OptionalLong transactionMicros, SpanContext span, String summary, boolean idle)
            implements ExchangeItem {
        private static final int LONGEST_SUMMARY = 255;

        @Override
        public String text() {
            String cut = summary.length() > LONGEST_SUMMARY ? summary.substring(0, LONGEST_SUMMARY) : summary;
            return "a|" + processId + '|' + number(transactionMicros) + '|' + span.getTraceId() + '|' + span.getSpanId()
                    + '|' + span.getTraceFlags().asHex() + '|' + (idle ? 'i' : 'r') + '|'
                    + orDash(Base64.getUrlEncoder().withoutPadding().encodeToString(cut.getBytes(UTF_8)));
        }
    }

    /** That wait is over. */
    record Released(String waitId, long untilMicros) implements ExchangeItem {
        @Override
        public String text() {
            return "r|" + waitId + '|' + untilMicros;
        }
    }

    /** What that text says; empty if it is not one of these, to the letter. */
    static Optional<ExchangeItem> parse(String text) {
        Matcher question = Texts.QUESTION.matcher(text);
        if (question.matches()) {
            return Optional.of(new Question(
                    Integer.parseInt(question.group(1)),
                    number(question.group(2)),
                    Long.parseLong(question.group(3)),
                    question.group(5) == null
                            ? Optional.empty()
                            : Optional.of(new Waiter(
                                    question.group(5),
                                    question.group(6).equals("-") ? "" : question.group(6),
                                    Long.parseLong(question.group(7))))));
        }
        Matcher answer = Texts.ANSWER.matcher(text);
        if (answer.matches()) {
            return summary(answer.group(7))
                    .map(summary -> new Answer(
                            Integer.parseInt(answer.group(1)),
                            number(answer.group(2)),
                            span(answer.group(3), answer.group(4), answer.group(5)),
                            summary,
                            answer.group(6).equals("i")));
        }
        Matcher released = Texts.RELEASED.matcher(text);
        return released.matches()
                ? Optional.of(new Released(released.group(1), Long.parseLong(released.group(2))))
                : Optional.empty();
    }

    private static SpanContext span(String trace, String span, String flags) {
        return TraceId.isValid(trace) && SpanId.isValid(span)
                ? SpanContext.createFromRemoteParent(trace, span, TraceFlags.fromHex(flags, 0), TraceState.getDefault())
                : SpanContext.getInvalid();
    }

    private static Optional<String> summary(String encoded) {
        try {
            String summary =
                    encoded.equals("-") ? "" : new String(Base64.getUrlDecoder().decode(encoded), UTF_8);
            return summary.chars().anyMatch(Character::isISOControl) ? Optional.empty() : Optional.of(summary);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static OptionalLong number(String text) {
        return text.equals("-") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
    }

    private static String number(OptionalLong number) {
        return number.isPresent() ? Long.toString(number.getAsLong()) : "-";
    }

    private static String orDash(String text) {
        return text.isEmpty() ? "-" : text;
    }

    /** How they look. */
    final class Texts {
        private static final String PROCESS = "(\\d{1,9})\\|(-|\\d{1,17})\\|";
        private static final String WAIT = "([A-Za-z0-9.-]{2,80})";
        private static final Pattern QUESTION = Pattern.compile(
                "q\\|" + PROCESS + "(\\d{1,17})\\|(-\\|-\\|-|" + WAIT + "\\|(-|[0-9a-f]{32})\\|(\\d{1,17}))");
        private static final Pattern ANSWER = Pattern.compile("a\\|" + PROCESS
                + "([0-9a-f]{32})\\|([0-9a-f]{16})\\|([0-9a-f]{2})\\|([ir])\\|([A-Za-z0-9_-]{1,1400})");
        private static final Pattern RELEASED = Pattern.compile("r\\|" + WAIT + "\\|(\\d{1,17})");

        private Texts() {}
    }
}

package dev.loupe.console.web.page;

import dev.loupe.console.web.page.Timing.Direction;
import dev.loupe.telemetry.Names;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Optional;

/** The plain sentence that answers what a support person asks of a trace: who was slow, and what went wrong? */
final class Answer {
    /** Below this, nobody was slow. */
    private static final long QUICK_NANOS = 50_000_000;

    private static final long HALF = 2;

    private Answer() {}

    static String to(SpanData span) {
        Outcome outcome = Outcome.of(span);
        String timing = Timing.of(span).map(Answer::whoTookIt).orElseGet(() -> whatTookIt(span));
        return switch (outcome.kind()) {
            case OK -> timing;
            case REFUSED -> whoAnswered(span) + " " + outcome.text() + ". " + timing;
            case FAILED ->
                (span.getAttributes().get(Names.HTTP_STATUS) == null
                                ? "It failed: " + outcome.text()
                                : whoAnswered(span) + " " + outcome.text())
                        + ". " + timing;
            case BROKEN -> brokenBy(span) + ". " + timing;
        };
    }

    private static String whoAnswered(SpanData span) {
        Optional<Timing> timing = Timing.of(span);
        if (timing.isEmpty()) {
            return "It never reached the store: the proxy answered";
        }
        return timing.get().firstByte().isPresent()
                ? "The store answered"
                : "The store gave no answer: the proxy answered";
    }

    private static String brokenBy(SpanData span) {
        String detail = Outcome.of(span).detail();
        return "The " + span.getAttributes().get(Names.BROKEN_BY) + " broke the transfer off"
                + (detail.isEmpty() ? "" : " " + detail);
    }

    private static String whatTookIt(SpanData span) {
        return "It took " + Amounts.duration(Timing.totalOf(span)) + ".";
    }

    private static String whoTookIt(Timing timing) {
        String total = Amounts.duration(timing.total());
        String store = Amounts.duration(timing.store());
        String stall = Amounts.duration(timing.clientStall());
        if (timing.total() < QUICK_NANOS) {
            return "Nobody was slow: it took " + total + ", of which the store took " + store + ".";
        }
        if (timing.clientStall() > timing.total() / HALF) {
            String how = timing.direction() == Direction.UPLOAD ? "sent slowly" : "read slowly";
            return "The client " + how + ": " + stall + " of " + total + " were spent waiting for it. The store took "
                    + store + ".";
        }
        if (timing.beforeStore() > timing.total() / HALF) {
            return "The request waited " + Amounts.duration(timing.beforeStore()) + " of " + total
                    + " before it reached the store. The store took " + store + ".";
        }
        String sentence = "The store took " + store + " of " + total + ". The client made us wait " + stall + ".";
        long rest = timing.total() - timing.store() - timing.clientStall();
        return timing.store() > timing.total() / HALF || rest < timing.total() / HALF
                ? sentence
                : sentence + " The other " + Amounts.duration(rest) + " passed on the way between them.";
    }
}

package dev.loupe.console.web.page;

import dev.loupe.telemetry.Names;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a span says of locks, so that a page can say it in words. */
sealed interface LockNote {
    /** What the server calls a session that holds locks and does nothing. */
    String IDLE = "idle in transaction";

    /** The event that a statement's span has for each wait. */
    String EVENT = "lock wait";

    /** Nanoseconds in a second. */
    double NANOS = 1e9;

    /** The span. */
    SpanData span();

    /**
     * It waited.
     *
     * @param nanos how long
     * @param thing what for, such as {@code a row of orders}
     * @param mode of the lock that it wanted
     * @param blocker who was in the way
     * @param state what that session was doing; empty if it is not known
     * @param traceId of the one in the way; empty if it is not known
     * @param href of that trace; empty if it is nowhere
     * @param chain whom that one waited for; empty for nobody
     * @param cycle whether it was a deadlock
     */
    record Waited(
            SpanData span,
            long nanos,
            String thing,
            String mode,
            String blocker,
            String state,
            String traceId,
            Optional<String> href,
            String chain,
            boolean cycle)
            implements LockNote {
        /** Whether the one in the way held locks and did nothing. */
        boolean byIdle() {
            return state.startsWith(IDLE);
        }
    }

    /**
     * It made others wait.
     *
     * @param nanos how long, all of them together
     * @param waiters how many
     * @param traceId of one of them; empty if it is not known
     * @param href of that trace; empty if it is nowhere
     */
    record Caused(SpanData span, long nanos, long waiters, String traceId, Optional<String> href) implements LockNote {}

    /** What there is to say, in the order of the spans. */
    static List<LockNote> of(List<SpanData> spans, TraceLinks links) {
        List<LockNote> notes = new ArrayList<>();
        for (SpanData span : spans) {
            List<EventData> events = span.getEvents().stream()
                    .filter(event -> event.getName().equals(EVENT))
                    .toList();
            events.forEach(event -> notes.add(waited(span, event.getAttributes(), links)));
            if (events.isEmpty() && span.getAttributes().get(Names.LOCK_WAIT) != null) {
                notes.add(waited(span, span.getAttributes(), links));
            }
            Long waiters = span.getAttributes().get(Names.LOCK_CAUSED_WAITERS);
            if (waiters != null) {
                String traceId = text(span.getAttributes(), Names.LOCK_WAITER_TRACE);
                notes.add(new Caused(
                        span,
                        nanos(span.getAttributes(), Names.LOCK_CAUSED),
                        waiters,
                        traceId,
                        links.anywhere(traceId)));
            }
        }
        return notes;
    }

    /** What a sentence about the whole trace adds, with a blank in front; empty if nobody waited for a lock. */
    static String inBrief(List<LockNote> notes) {
        long waited = notes.stream()
                .filter(Waited.class::isInstance)
                .mapToLong(note -> ((Waited) note).nanos())
                .sum();
        return waited == 0 ? "" : " Waiting for locks took " + Amounts.duration(waited) + ".";
    }

    private static Waited waited(SpanData span, Attributes said, TraceLinks links) {
        String traceId = text(said, Names.LOCK_BLOCKER_TRACE);
        return new Waited(
                span,
                nanos(said, Names.LOCK_WAIT),
                LockWords.thing(text(said, Names.LOCK_TYPE), text(said, Names.LOCK_RELATION)),
                text(said, Names.LOCK_MODE),
                LockWords.who(text(said, Names.LOCK_BLOCKER_SUMMARY), text(said, Names.LOCK_BLOCKER_APPLICATION)),
                text(said, Names.LOCK_BLOCKER_STATE),
                traceId,
                links.anywhere(traceId),
                text(said, Names.LOCK_CHAIN),
                Boolean.TRUE.equals(said.get(Names.LOCK_CYCLE)));
    }

    private static String text(Attributes said, AttributeKey<String> key) {
        return Objects.requireNonNullElse(said.get(key), "");
    }

    private static long nanos(Attributes said, AttributeKey<Double> key) {
        Double seconds = said.get(key);
        return seconds == null ? 0 : Math.round(seconds * NANOS);
    }
}

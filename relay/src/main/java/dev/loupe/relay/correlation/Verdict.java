package dev.loupe.relay.correlation;

import io.opentelemetry.api.trace.SpanContext;
import java.util.List;

/** To which request an operation belongs, as far as that is known. */
public sealed interface Verdict {
    /** What it rests on. */
    Evidence evidence();

    /**
     * The operation belongs to that span.
     *
     * @param evidence {@code EXPLICIT}, {@code KEY}, {@code TRANSACTION} or {@code SOLE}
     * @param parent the request's span; with {@code EXPLICIT}, the context that the operation carries
     * @param keys those of the request, which are not the operation's own; empty if the request is not known here
     */
    record Attributed(Evidence evidence, SpanContext parent, List<BusinessKey> keys) implements Verdict {
        /** For the statements that follow in the same database transaction; the first one's is the one to keep. */
        public Attribution attribution() {
            return new Attribution(evidence, parent, keys);
        }
    }

    /**
     * It could be any of these: a new trace with links to them.
     *
     * @param candidates the oldest first, at most {@link CorrelationSettings#maxCandidates()} of them
     * @param count how many there are, at least as many as {@code candidates}
     */
    record Ambiguous(List<SpanContext> candidates, int count) implements Verdict {
        @Override
        public Evidence evidence() {
            return Evidence.AMBIGUOUS;
        }
    }

    /** Nothing in flight can have caused it: a new trace. */
    record Unrelated() implements Verdict {
        @Override
        public Evidence evidence() {
            return Evidence.NONE;
        }
    }
}

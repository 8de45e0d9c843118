package dev.loupe.relay.postgres.session;

import dev.loupe.relay.correlation.Evidence;
import dev.loupe.relay.correlation.Verdict;
import dev.loupe.relay.correlation.Verdict.Attributed;
import dev.loupe.telemetry.Names;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts spans where they belong, by what their statements have said so far. Thread-safe. */
final class Places {
    private final Tracer tracer;
    private final String database;
    private final String transactionName;

    /** @param database the configured name */
    Places(Tracer tracer, String database) {
        this.tracer = tracer;
        this.database = database;
        this.transactionName = "transaction " + database;
    }

    /** A transaction's span. */
    Placed of(Transaction transaction) {
        Place place = transaction.belonging().place();
        if (!place.told()) {
            return new Placed(Span.getInvalid(), place);
        }
        SpanBuilder builder = tracer.spanBuilder(transactionName)
                .setSpanKind(SpanKind.INTERNAL)
                .setStartTimestamp(transaction.beganEpoch(), TimeUnit.NANOSECONDS);
        return new Placed(starting(builder, place).startSpan(), place);
    }

    /** A statement's span. */
    Placed of(StatementRun run) {
        if (run.known().excluded()) {
            return Placed.UNTOLD;
        }
        Transaction transaction = run.transaction();
        if (transaction == null) {
            return standing(run, outside(run), SpanContext.getInvalid());
        }
        Placed whole = transaction.placed(this);
        SpanContext span = whole.span().getSpanContext();
        Verdict verdict = run.judged().verdict();
        if (standsAlone(run.judged(), whole.place())) {
            return standing(run, Place.of(verdict), span);
        }
        if (!whole.isTold()) {
            return new Placed(Span.getInvalid(), whole.place());
        }
        Place place =
                new Place(inside(verdict, whole.place()), span, whole.place().keys(), List.of(), 0, true);
        return standing(run, place, SpanContext.getInvalid());
    }

    /** Whether a statement says that it belongs elsewhere than its transaction. */
    private static boolean standsAlone(StatementRun.Judged judged, Place whole) {
        return judged.contradicts()
                || (judged.verdict() instanceof Attributed attributed
                        && (attributed.evidence() == Evidence.EXPLICIT || attributed.evidence() == Evidence.KEY)
                        && !attributed.parent().equals(whole.parent()));
    }

    private static Evidence inside(Verdict verdict, Place whole) {
        return switch (whole.evidence()) {
            case EXPLICIT, KEY, TRANSACTION ->
                switch (verdict.evidence()) {
                    case EXPLICIT, KEY -> verdict.evidence();
                    default -> Evidence.TRANSACTION;
                };
            case SOLE, AMBIGUOUS, NONE -> whole.evidence();
        };
    }

    /** The place of a statement that is in no explicit transaction, but perhaps in an implicit one with others. */
    private static Place outside(StatementRun run) {
        Verdict verdict = run.judged().verdict();
        Place own = Place.of(verdict);
        if (run.batch() == null || run.judged().contradicts()) {
            return own;
        }
        Belonging shared = run.batch().belonging();
        return switch (verdict.evidence()) {
            case EXPLICIT, KEY, TRANSACTION -> own;
            case SOLE, AMBIGUOUS, NONE ->
                shared.isDecided() ? shared.place().because(Evidence.TRANSACTION) : shared.place();
        };
    }

    /**
     * Somebody asks for a statement to be given up. That is nobody's in particular: whoever asks does not say for whom.
     *
     * @param hit the statement's span; invalid if there is none
     */
    Span cancel(SpanContext hit) {
        SpanBuilder builder = tracer.spanBuilder("cancel request")
                .setSpanKind(SpanKind.CLIENT)
                .setNoParent()
                .setAttribute(Names.PEER_SERVICE, database)
                .setAttribute(Names.DB_SYSTEM, "postgresql")
                .setAttribute(Names.DB_OPERATION, "CANCEL");
        return hit.isValid() ? builder.addLink(hit).startSpan() : builder.startSpan();
    }

    /** @param transaction to be linked, if it is valid */
    private Placed standing(StatementRun run, Place place, SpanContext transaction) {
        if (!place.told()) {
            return new Placed(Span.getInvalid(), place);
        }
        SpanBuilder builder = tracer.spanBuilder(run.parsed().summary())
                .setSpanKind(SpanKind.CLIENT)
                .setStartTimestamp(run.beganEpoch(), TimeUnit.NANOSECONDS)
                .setAllAttributes(run.known().described());
        if (transaction.isValid()) {
            builder.addLink(transaction);
        }
        return new Placed(starting(builder, place).startSpan(), place);
    }

    private static SpanBuilder starting(SpanBuilder builder, Place place) {
        builder.setAttribute(Names.CORRELATION, place.evidence().text());
        for (SpanContext candidate : place.candidates()) {
            if (candidate.isValid()) {
                builder.addLink(candidate);
            }
        }
        if (place.count() > 0) {
            builder.setAttribute(Names.CORRELATION_CANDIDATES, (long) place.count());
        }
        return place.parent().isValid()
                ? builder.setParent(Context.root().with(Span.wrap(place.parent())))
                : builder.setNoParent();
    }
}

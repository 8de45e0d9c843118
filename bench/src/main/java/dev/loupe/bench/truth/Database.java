package dev.loupe.bench.truth;

import dev.loupe.relay.correlation.Attribution;
import dev.loupe.relay.correlation.BusinessKey;
import dev.loupe.relay.correlation.Operation;
import dev.loupe.relay.correlation.ServiceRequests;
import dev.loupe.relay.correlation.Verdict;
import dev.loupe.telemetry.privacy.Pseudonyms;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.util.List;
import java.util.Optional;

/**
 * A database path as it will be: tells correlation of each statement what stands in it, and the transaction's attribution.
 * Without a database, because there is no such path yet.
 */
final class Database {
    private static final int TRACE_START = 3;
    private static final int TRACE_END = 35;
    private static final int SPAN_END = 52;

    private final ServiceRequests requests;
    private final Pseudonyms pseudonyms;
    private final Ledger ledger;

    Database(ServiceRequests requests, Pseudonyms pseudonyms, Ledger ledger) {
        this.requests = requests;
        this.pseudonyms = pseudonyms;
        this.ledger = ledger;
    }

    void run(Step.Transaction transaction, Task task) {
        Optional<Attribution> attribution = Optional.empty();
        for (int i = 0; i < transaction.statements(); i++) {
            Carries carries = transaction.carries(i);
            Verdict verdict = requests.attribute(new Operation(
                    carries == Carries.CONTEXT ? Optional.of(context(task.traceparent())) : Optional.empty(),
                    i == 0 ? keys(transaction) : List.of(),
                    attribution,
                    transaction.shape() + i,
                    false));
            ledger.judged(ledger.begins(carries, task, true), verdict);
            if (attribution.isEmpty() && verdict instanceof Verdict.Attributed attributed) {
                attribution = Optional.of(attributed.attribution());
            }
        }
    }

    private List<BusinessKey> keys(Step.Transaction transaction) {
        return transaction.order().stream()
                .map(order -> new BusinessKey("order", pseudonyms.of("order", order)))
                .toList();
    }

    private static SpanContext context(String traceparent) {
        return SpanContext.createFromRemoteParent(
                traceparent.substring(TRACE_START, TRACE_END),
                traceparent.substring(TRACE_END + 1, SPAN_END),
                TraceFlags.getDefault(),
                TraceState.getDefault());
    }
}

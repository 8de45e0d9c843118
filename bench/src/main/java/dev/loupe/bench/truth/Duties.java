package dev.loupe.bench.truth;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** What services of every kind do alike: the ledger, and what is sent. Thread-safe. */
final class Duties {
    /** Fields that Loupe is not told of. */
    static final String NUMBER = "x-bench-number";

    static final String ERRAND = "x-bench-errand";
    static final String ABOUT = "x-bench-about";

    private static final long PATIENCE_SECONDS = 30;

    private final Ledger ledger;
    private final Map<String, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();

    Duties(Ledger ledger) {
        this.ledger = ledger;
    }

    Ledger ledger() {
        return ledger;
    }

    /** What a request wants. */
    static Errand errand(UnaryOperator<String> fields) {
        return Errand.valueOf(fields.apply(ERRAND));
    }

    /** Takes a request. */
    Task takes(UnaryOperator<String> fields) {
        int number = Integer.parseInt(fields.apply(NUMBER));
        String traceparent = fields.apply("traceparent");
        ledger.arrived(number, traceparent);
        return new Task(
                number, fields.apply(ABOUT), traceparent, false, errand(fields).isShared());
    }

    /** The fields of a call that is about to be made. */
    Map<String, String> calls(Step.Call call, Task task) {
        Map<String, String> fields = new HashMap<>(call.fields());
        fields.put(NUMBER, Integer.toString(ledger.begins(call.carries(), task, Ledger.Kind.CALL)));
        if (call.carries() == Carries.CONTEXT) {
            fields.put("traceparent", task.traceparent());
        }
        return fields;
    }

    /** Completes for both when the second one has come. */
    CompletableFuture<Void> meets(Task task) {
        CompletableFuture<Void> mine = new CompletableFuture<Void>().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
        CompletableFuture<Void> first = waiting.putIfAbsent(task.order(), mine);
        if (first == null) {
            return mine;
        }
        waiting.remove(task.order());
        mine.complete(null);
        first.complete(null);
        return first;
    }
}

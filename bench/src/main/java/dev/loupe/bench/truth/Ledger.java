package dev.loupe.bench.truth;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Which request caused which operation, as service and origin know it. Tracing never sees it. Thread-safe. */
final class Ledger {
    private static final int IDS_START = 3;
    private static final int IDS_END = 52;

    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicInteger working = new AtomicInteger();
    private final Map<Integer, String> spansOfRequests = new ConcurrentHashMap<>();
    private final Map<Integer, Entry> entries = new ConcurrentHashMap<>();
    private final Map<Integer, String> spansOfCalls = new ConcurrentHashMap<>();
    private final Map<Integer, CompletableFuture<Void>> awaited = new ConcurrentHashMap<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    /**
     * An operation.
     *
     * @param kind what is done
     */
    record Entry(int number, Carries carries, Task task, Kind kind) {
        /** Whether a request caused it. */
        boolean isCaused() {
            return task.request() != Task.NO_REQUEST;
        }
    }

    /** Kinds of operations. */
    enum Kind {
        /** A call of another service. */
        CALL,
        /** A statement of a database. */
        STATEMENT,
        /** A message that is published. */
        PUBLISH
    }

    /** A number for a request, a message or an operation. */
    int next() {
        return numbers.incrementAndGet();
    }

    /** Completes when the service has got that request, which has not been sent yet. */
    CompletableFuture<Void> arrivalOf(int request) {
        return awaited.computeIfAbsent(request, unknown -> new CompletableFuture<>());
    }

    /** The service got a request. */
    void arrived(int request, String traceparent) {
        working.incrementAndGet();
        spansOfRequests.put(request, ids(traceparent));
        CompletableFuture<Void> waiting = awaited.remove(request);
        if (waiting != null) {
            waiting.complete(null);
        }
    }

    /** The service has done all that there was to do for a request. */
    void done() {
        working.decrementAndGet();
    }

    /** Whether the service has something left to do for any. */
    boolean isWorking() {
        return working.get() > 0;
    }

    /** A message is on its way to the service; completes when that has done all that there was to do for it. */
    CompletableFuture<Void> supplied(int message) {
        working.incrementAndGet();
        return awaited.computeIfAbsent(message, unknown -> new CompletableFuture<>());
    }

    /** The service has done all that there was to do for a message. */
    void handled(int message) {
        working.decrementAndGet();
        CompletableFuture<Void> waiting = awaited.remove(message);
        if (waiting != null) {
            waiting.complete(null);
        }
    }

    /** The service is about to do something. */
    int begins(Carries carries, Task task, Kind kind) {
        int number = next();
        entries.put(number, new Entry(number, carries, task, kind));
        return number;
    }

    /** A call has come to the server that is called. */
    void called(int operation, String traceparent) {
        String before = spansOfCalls.put(operation, ids(traceparent));
        if (before != null) {
            failed("operation " + operation + " was sent twice");
        }
    }

    /** The driver did something of its own accord because of that operation, in its transaction. */
    int alongWith(int operation) {
        Entry entry = entries.get(operation);
        return begins(
                entry.carries() == Carries.NOTHING ? Carries.NOTHING : Carries.TRANSACTION,
                entry.task(),
                Kind.STATEMENT);
    }

    /** Something went wrong, so that the figures are worth nothing. */
    void failed(String what) {
        failures.add(what);
    }

    // --- for the judgement

    /** Loupe has made a span for that message, which the service never sees. */
    void delivered(int message, String ids) {
        String before = spansOfRequests.put(message, ids);
        if (before != null) {
            failed("message " + message + " has two spans");
        }
    }

    Collection<Entry> entries() {
        return entries.values();
    }

    /** Trace and span of the request's, or the message's, own span. */
    String spanOfRequest(int request) {
        return spansOfRequests.get(request);
    }

    /** Trace and span of a call; null if it never came to the server. */
    String spanOfCall(int operation) {
        return spansOfCalls.get(operation);
    }

    Optional<String> firstFailure() {
        return Optional.ofNullable(failures.peek());
    }

    private static String ids(String traceparent) {
        return traceparent != null && traceparent.length() > IDS_END
                ? traceparent.substring(IDS_START, IDS_END)
                : "none";
    }
}

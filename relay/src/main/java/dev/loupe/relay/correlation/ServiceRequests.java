package dev.loupe.relay.correlation;

import io.opentelemetry.api.trace.SpanContext;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The requests in flight of one wrapped service, and to which of them what the service does belongs. Thread-safe: one
 * short lock makes each verdict true of one moment; nothing is done under it but look-ups. Bounded by its settings.
 */
public final class ServiceRequests {
    private final ReentrantLock lock = new ReentrantLock();
    private final LongSupplier nanos;
    private final RequestTable table;
    private final Shapes shapes;
    private final Rules rules;

    /** @param nanos a monotonic clock, as {@link System#nanoTime} */
    public ServiceRequests(CorrelationSettings settings, LongSupplier nanos) {
        this.nanos = nanos;
        table = new RequestTable(settings);
        shapes = new Shapes(settings.maxShapes());
        rules = new Rules(table, shapes, settings);
    }

    /**
     * An inbound request began, or a message was delivered. To be called before the service can see any of it.
     *
     * @param span its own span, which what it causes is to have as the parent
     * @return what must be told of its end
     */
    public InFlight begin(SpanContext span) {
        Request request = new Request(this, span);
        lock.lock();
        try {
            table.begin(request);
        } finally {
            lock.unlock();
        }
        return request;
    }

    /** To which request an operation that begins now belongs. To be called once for each operation. */
    public Verdict attribute(Operation operation) {
        lock.lock();
        try {
            if (table.hasPast()) {
                table.forgetOld(nanos.getAsLong());
            }
            return rules.on(operation);
        } finally {
            lock.unlock();
        }
    }

    void key(Request request, BusinessKey key) {
        lock.lock();
        try {
            table.key(request, key);
        } finally {
            lock.unlock();
        }
    }

    void answered(Request request, boolean accepted) {
        lock.lock();
        try {
            long now = nanos.getAsLong();
            table.forgetOld(now);
            table.answered(request, accepted, now);
        } finally {
            lock.unlock();
        }
    }

    void brokenOff(Request request) {
        lock.lock();
        try {
            long now = nanos.getAsLong();
            table.forgetOld(now);
            table.brokenOff(request, now);
        } finally {
            lock.unlock();
        }
    }

    /** How many requests are in flight. */
    public int count() {
        lock.lock();
        try {
            return table.count();
        } finally {
            lock.unlock();
        }
    }

    /** How many requests that were answered with 202 had to be forgotten before their time, so far. */
    public long forgotten() {
        lock.lock();
        try {
            return table.forgotten();
        } finally {
            lock.unlock();
        }
    }

    /** Whether there were more shapes with a life of their own than are remembered, so that nothing is {@code sole}. */
    public boolean tooManyShapes() {
        lock.lock();
        try {
            return shapes.tooMany();
        } finally {
            lock.unlock();
        }
    }
}

package dev.loupe.relay.correlation;

import io.opentelemetry.api.trace.SpanContext;
import java.util.List;

/** A request as {@link RequestTable} keeps it. What can change is guarded by the lock of {@link ServiceRequests}. */
final class Request implements InFlight {
    /** Where a request is in its life. */
    enum State {
        /** The service works on it. */
        IN_FLIGHT,
        /** The same, but there are too many for it to be told from others. */
        UNTOLD,
        /** Answered with 202, or broken off: the service may work on. */
        ACCEPTED,
        /** Over. */
        GONE
    }

    private final ServiceRequests owner;
    private final SpanContext span;
    private final KeySet keySet = new KeySet();
    private volatile List<BusinessKey> keys = List.of();
    private State state = State.IN_FLIGHT;
    private long answeredNanos;

    Request(ServiceRequests owner, SpanContext span) {
        this.owner = owner;
        this.span = span;
    }

    @Override
    public void key(BusinessKey key) {
        owner.key(this, key);
    }

    @Override
    public void answered(boolean accepted) {
        owner.answered(this, accepted);
    }

    @Override
    public void brokenOff() {
        owner.brokenOff(this);
    }

    @Override
    public SpanContext span() {
        return span;
    }

    @Override
    public List<BusinessKey> keys() {
        return keys;
    }

    // --- under the lock

    KeySet keySet() {
        return keySet;
    }

    /** Whether it is a key that it had not heard. */
    boolean learns(BusinessKey key) {
        int before = keySet.heard().size();
        keySet.add(key);
        if (keySet.heard().size() == before) {
            return false;
        }
        keys = keySet.all();
        return true;
    }

    State state() {
        return state;
    }

    void becomes(State next) {
        state = next;
    }

    long answeredNanos() {
        return answeredNanos;
    }

    void accepted(long nowNanos) {
        state = State.ACCEPTED;
        answeredNanos = nowNanos;
    }
}

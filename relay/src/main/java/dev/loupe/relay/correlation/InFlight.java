package dev.loupe.relay.correlation;

import io.opentelemetry.api.trace.SpanContext;
import java.util.List;

/** One inbound request, or one delivered message, that a service works on. Thread-safe. */
public interface InFlight {
    /** Its business key became known, at once or later, for example from its body. Heard until it is forgotten. */
    void key(BusinessKey key);

    /**
     * It is over. The first call counts, and there must be one, however the request ends.
     *
     * @param accepted whether work goes on, as a 202 says: its keys stay matchable for a while
     */
    void answered(boolean accepted);

    /**
     * Instead of {@link #answered}: its client, or whose patience it was, has given it up, and the service may work on. Its
     * keys stay matchable, and for a minute nothing is the sole request's.
     */
    void brokenOff();

    /** Its own span. */
    SpanContext span();

    /** Its keys so far, without those in conflict. */
    List<BusinessKey> keys();
}

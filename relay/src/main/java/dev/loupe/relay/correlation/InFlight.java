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
     * @param workMayGoOn as a 202 says, or because the service was not heard to end it: its keys stay matchable for a while
     */
    void answered(boolean workMayGoOn);

    /** Its own span. */
    SpanContext span();

    /** Its keys so far, without those in conflict. */
    List<BusinessKey> keys();
}

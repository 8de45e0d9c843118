package dev.loupe.relay.journey;

/**
 * Which requests or calls are meant once they are over, such as <code>in PUT /orders/{order}/price → 2xx</code>.
 *
 * @param request of which requests or calls
 * @param status with which answers
 */
public record AnswerRule(RequestRule request, Statuses status) {
    boolean matches(Happening happening) {
        return status.contains(happening.status()) && request.matches(happening);
    }

    /** Whether everything that the other matches is matched by this one too. */
    boolean covers(AnswerRule other) {
        return request.covers(other.request) && status.containsAll(other.status);
    }

    @Override
    public String toString() {
        return request + " → " + status;
    }
}

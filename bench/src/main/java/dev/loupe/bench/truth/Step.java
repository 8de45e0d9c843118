package dev.loupe.bench.truth;

import java.util.Map;
import java.util.Optional;

/** One thing that a service does for a request or a job. */
sealed interface Step {

    /** An HTTP call of another service. */
    record Call(Carries carries, String method, String target, Map<String, String> fields, String body)
            implements Step {
        static Call plain(Carries carries, String method, String target) {
            return new Call(carries, method, target, Map.of(), "");
        }

        static Call json(Carries carries, String method, String target, String body) {
            return new Call(carries, method, target, Map.of("content-type", "application/json"), body);
        }
    }

    /**
     * A database transaction; if it has one statement, that statement without BEGIN and COMMIT.
     *
     * @param first what its first statement shows; those after it show nothing
     * @param order the first one's bind parameter
     * @param shape of its statements
     */
    record Transaction(Carries first, Optional<String> order, String shape, int statements) implements Step {
        /** What one of its statements shows. */
        Carries carries(int statement) {
            if (statement == 0 || first == Carries.NOTHING) {
                return first;
            }
            return Carries.TRANSACTION;
        }
    }

    /**
     * A message to whom it may concern.
     *
     * @param order stands in its body
     */
    record Publish(Carries carries, String routingKey, Optional<String> order) implements Step {}

    /** Waits until the other request about the same order has come as far as this one. */
    record Meet() implements Step {}
}

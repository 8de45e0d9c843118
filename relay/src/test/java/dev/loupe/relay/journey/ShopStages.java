package dev.loupe.relay.journey;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Stages as a jeweller's shop has them. */
final class ShopStages {
    static final String PLACED = "POST /orders/{order}";
    static final String ANSWERED = "PUT /orders/{order}/price";
    static final String APPROVED = "POST /orders/{order}/approval";
    static final String SHIPPED = "POST /orders/{order}/shipment";

    private ShopStages() {}

    /** Placed (priced within 10 minutes by the mes), priced (3 h, customer), approved (no deadline), shipped: done. */
    static StageRules rules() {
        return StageRules.of(List.of(
                rule("placed", PLACED, Duration.ofMinutes(10), "mes"),
                rule("priced", ANSWERED, Duration.ofHours(3), "customer"),
                new StageRule("approved", when(APPROVED, "2xx"), Optional.empty(), Optional.empty(), false),
                new StageRule("shipped", when(SHIPPED, "2xx"), Optional.empty(), Optional.empty(), true)));
    }

    private static StageRule rule(String stage, String request, Duration deadline, String awaits) {
        return new StageRule(stage, when(request, "2xx"), Optional.of(deadline), Optional.of(awaits), false);
    }

    static AnswerRule when(String request, String... status) {
        return new AnswerRule(in(request), Statuses.of(List.of(status)));
    }

    static RequestRule in(String request) {
        String[] parts = request.split(" ", 2);
        return new RequestRule(Happening.IN, Optional.empty(), Optional.of(parts[0]), parts[1]);
    }

    /** That the order went there, so many seconds after the day's start. */
    static Told order(String order, String request, double seconds) {
        String[] parts = request.split(" ", 2);
        return Told.in(parts[0], parts[1]).about(order).answered(200).began(seconds);
    }
}

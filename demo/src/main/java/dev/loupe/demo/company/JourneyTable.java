package dev.loupe.demo.company;

import dev.loupe.relay.journey.Journey;
import dev.loupe.relay.journey.Stay;
import java.util.Locale;
import java.util.OptionalLong;

/** One order's journey, for a terminal: its stages, how long it was in each, and who had to act. */
final class JourneyTable {
    private static final double SECOND = 1e9;

    private JourneyTable() {}

    static String of(Journey journey) {
        StringBuilder table = new StringBuilder();
        for (Stay stay : journey.stays()) {
            OptionalLong left = stay.leftAt();
            String time = left.isPresent()
                    ? String.format(Locale.ROOT, "%7.2f s", (left.getAsLong() - stay.enteredAt()) / SECOND)
                    : stay.stuck() ? "stuck" : "";
            String awaits = stay.stage().done()
                    ? "done"
                    : stay.stage().awaits().map(who -> "up to: " + who).orElse("");
            int traces = journey.during(stay).size();
            table.append(String.format(
                    "  %-12s%10s   %-18s%d %s%n",
                    stay.stage().name(), time, awaits, traces, traces == 1 ? "trace" : "traces"));
        }
        return table.toString();
    }
}

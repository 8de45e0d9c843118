package dev.loupe.demo.company;

import dev.loupe.telemetry.Names;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Who waited for whom, for a terminal. */
final class LockTable {
    private static final String ROW = "  %-44s%8s  %-16s%s%n";
    private static final int SHORT = 8;

    private final List<Sight> sights;
    private final Map<String, Sight> bySpan;

    LockTable(List<Sight> sights) {
        this.sights = sights;
        this.bySpan = sights.stream().collect(Collectors.toMap(Sight::span, Function.identity(), (a, b) -> a));
    }

    String text() {
        StringBuilder table = new StringBuilder(String.format(ROW, "who waited", "so long", "for", "whom"));
        sights.stream()
                .filter(sight -> sight.says(Names.LOCK_WAIT))
                .forEach(waiter -> table.append(String.format(
                        ROW,
                        waiter.service() + "  " + waiter.name() + in(waiter.trace()),
                        String.format(Locale.ROOT, "%.2f s", waiter.number(Names.LOCK_WAIT)),
                        waiter.said(Names.LOCK_TYPE),
                        blocker(waiter))));
        return table.toString();
    }

    private String blocker(Sight waiter) {
        String state = waiter.said(Names.LOCK_BLOCKER_STATE);
        Sight blocker = bySpan.get(waiter.said(Names.LOCK_BLOCKER_SPAN));
        if (blocker == null) {
            return "\"" + waiter.said(Names.LOCK_BLOCKER_APPLICATION) + "\", which passes no sidecar, " + state;
        }
        Sight request = bySpan.get(blocker.parent());
        return blocker.service() + "  " + (request == null ? blocker.name() : request.name()) + ", " + state
                + in(blocker.trace());
    }

    private static String in(String trace) {
        return " (trace " + trace.substring(0, Math.min(SHORT, trace.length())) + "…)";
    }
}

package dev.loupe.relay.postgres.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Which statements of a database take most of its time. Bounded; thread-safe. */
public final class SlowStatements {
    private final ConcurrentMap<String, Figures> byFingerprint = new ConcurrentHashMap<>();
    private final Figures others = new Figures(KnownStatements.OTHER, KnownStatements.OTHER, "");
    private final int most;

    SlowStatements(int most) {
        this.most = most;
    }

    /** Where a statement's runs are added up; with all others, if there is no room for it. */
    Figures figures(String fingerprint, String summary, String text) {
        Figures known = byFingerprint.get(fingerprint);
        if (known != null) {
            return known;
        }
        return byFingerprint.size() < most
                ? byFingerprint.computeIfAbsent(fingerprint, unknown -> new Figures(unknown, summary, text))
                : others;
    }

    /** Those that took most time, all their runs added; longest first, at most {@code limit}. */
    public List<StatementFigures> top(int limit) {
        List<StatementFigures> top = new ArrayList<>(byFingerprint.values().stream()
                .sorted(Comparator.comparingLong(Figures::totalNanos).reversed())
                .limit(limit)
                .map(Figures::now)
                .toList());
        if (top.size() < limit && others.totalNanos() > 0) {
            top.add(others.now());
        }
        return List.copyOf(top);
    }
}

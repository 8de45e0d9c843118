package dev.loupe.demo.company;

import dev.loupe.telemetry.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What spans that were given to nobody lead to. */
final class Candidacy {
    /** What is said of a span that could belong to several requests. */
    static final String AMBIGUOUS = "ambiguous";

    private static final int MOST_LINKS = 8;

    private final Map<String, Sight> bySpan;

    Candidacy(List<Sight> sights) {
        this.bySpan = sights.stream().collect(Collectors.toMap(Sight::span, Function.identity(), (a, b) -> a));
    }

    /** Requests and messages that it may belong to. */
    Causes.Candidates of(Sight sight) {
        Sight parent = bySpan.get(sight.parent());
        Sight judged = parent != null && parent.isTransaction() ? parent : sight;
        List<String> links = new ArrayList<>(sight.links());
        if (parent != null) {
            links.addAll(parent.links());
        }
        return new Causes.Candidates(
                links.stream()
                        .map(bySpan::get)
                        .filter(linked -> linked != null && linked.isReason())
                        .map(Causes::words)
                        .collect(Collectors.toSet()),
                // Links are eight at most.
                judged.number(Names.CORRELATION_CANDIDATES) > MOST_LINKS);
    }
}

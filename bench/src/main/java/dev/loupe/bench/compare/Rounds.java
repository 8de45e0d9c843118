package dev.loupe.bench.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Measures each case on all systems, round after round, every other round in reverse order, so that a machine that gets
 * slower or faster meanwhile favours nobody.
 */
public final class Rounds {

    private final Pace pace;
    private final Measurer measurer;
    private final Consumer<String> progress;

    /** @param progress takes a line for each case */
    public Rounds(Pace pace, Measurer measurer, Consumer<String> progress) {
        this.pace = pace;
        this.measurer = measurer;
        this.progress = progress;
    }

    /** All cases of the pace, one after the other. */
    public List<CaseResult> run(List<Running> systems) throws IOException {
        List<CaseResult> results = new ArrayList<>();
        for (Case measured : pace.cases()) {
            progress.accept(measured.label());
            results.add(run(measured, systems));
        }
        return results;
    }

    private CaseResult run(Case measured, List<Running> systems) throws IOException {
        Map<String, List<Sample>> samples = new LinkedHashMap<>();
        systems.forEach(system -> samples.put(system.name(), new ArrayList<>()));
        List<Running> order = new ArrayList<>(systems);
        for (int round = 0; round < pace.rounds(); round++) {
            for (Running system : order) {
                int settle = pace.settleSecondsOf(system);
                if (settle > 0) {
                    measurer.measure(system, measured, settle);
                }
                samples.get(system.name()).add(measurer.measure(system, measured, pace.secondsOf(measured)));
            }
            Collections.reverse(order);
        }
        Map<String, Summary> summaries = new LinkedHashMap<>();
        samples.forEach((name, all) -> summaries.put(name, new Summary(all)));
        return new CaseResult(measured, summaries);
    }
}

package dev.loupe.bench.amqp;

import dev.loupe.bench.compare.Sample;
import dev.loupe.bench.compare.Steadiness;
import dev.loupe.bench.compare.Summary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Measures every case for every system, in alternating order. */
final class Rounds {
    private static final int WARM_UP_MILLIS = 1_000;

    private final Plan plan;
    private final Measurer measurer;
    private final Consumer<String> progress;

    /** @param progress takes a line for each case */
    Rounds(Plan plan, Measurer measurer, Consumer<String> progress) {
        this.plan = plan;
        this.measurer = measurer;
        this.progress = progress;
    }

    /** Loads each system on a JVM with each case until its cost falls no longer; the generator gets warm meanwhile. */
    void warmUp(List<Target> targets) throws IOException {
        for (Target target : targets) {
            if (target.warmsUp()) {
                progress.accept("warming " + target.name());
                for (Case measured : plan.cases()) {
                    if (measured.clients() > 1) {
                        loadUntilSteady(target, measured);
                    }
                }
            }
        }
    }

    private void loadUntilSteady(Target target, Case measured) throws IOException {
        Steadiness steadiness = new Steadiness();
        boolean steady = false;
        for (int second = 0; second < plan.warmUpSeconds() && !steady; second++) {
            steady = steadiness.after(measurer.measure(target, measured, WARM_UP_MILLIS)
                    .cpuMicros()
                    .orElse(0));
        }
    }

    /** All cases of the plan, one after the other. */
    List<CaseResult> run(List<Target> targets) throws IOException {
        List<CaseResult> results = new ArrayList<>();
        List<Target> order = new ArrayList<>(targets);
        for (Case measured : plan.cases()) {
            progress.accept(measured.label());
            Map<String, List<Sample>> samples = new LinkedHashMap<>();
            targets.forEach(target -> samples.put(target.name(), new ArrayList<>()));
            for (int round = 0; round < plan.rounds(); round++) {
                for (Target target : order) {
                    samples.get(target.name()).add(measurer.measure(target, measured, plan.millis()));
                }
                Collections.reverse(order);
            }
            Map<String, Summary> summaries = new LinkedHashMap<>();
            samples.forEach((name, all) -> summaries.put(name, new Summary(all)));
            results.add(new CaseResult(measured, summaries));
        }
        return results;
    }
}

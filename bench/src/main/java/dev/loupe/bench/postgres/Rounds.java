package dev.loupe.bench.postgres;

import dev.loupe.bench.compare.Sample;
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
    private final Plan plan;
    private final Measurer measurer;
    private final Server server;
    private final Consumer<String> progress;

    /** @param progress takes a line for each case */
    Rounds(Plan plan, Measurer measurer, Server server, Consumer<String> progress) {
        this.plan = plan;
        this.measurer = measurer;
        this.server = server;
        this.progress = progress;
    }

    /** So that nothing that is counted runs code that is not compiled yet. */
    void warmUp(List<Target> targets) throws IOException {
        for (Target target : targets) {
            if (target.warmsUp()) {
                progress.accept("warming " + target.name());
                for (Case measured : plan.cases()) {
                    if (measured.work().isBulk() || measured.clients() == 8) {
                        measurer.measure(target, measured, plan.warmUpSeconds());
                    }
                }
            }
        }
    }

    /** All cases of the plan, one after the other. */
    List<CaseResult> run(List<Target> targets) throws IOException {
        List<CaseResult> results = new ArrayList<>();
        for (Case measured : plan.cases()) {
            progress.accept(measured.label());
            List<Target> able = new ArrayList<>(targets.stream()
                    .filter(target -> target.canDo(measured.work()))
                    .toList());
            Map<String, List<Sample>> samples = new LinkedHashMap<>();
            able.forEach(target -> samples.put(target.name(), new ArrayList<>()));
            for (int round = 0; round < plan.rounds(); round++) {
                for (Target target : able) {
                    samples.get(target.name()).add(measurer.measure(target, measured, plan.seconds()));
                }
                Collections.reverse(able);
            }
            Map<String, Summary> summaries = new LinkedHashMap<>();
            samples.forEach((name, all) -> summaries.put(name, new Summary(all)));
            results.add(new CaseResult(measured, server.bytes(measured.work()), summaries));
        }
        return results;
    }
}

package dev.loupe.bench.compare;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the systems burn while nobody asks them anything: all stay up during each other's measurements. */
public final class Idle {

    private static final Duration LEFT_TO_DO = Duration.ofSeconds(3);
    private static final Duration WATCHED = Duration.ofSeconds(2);

    private Idle() {}

    /** CPU of each system in per cent of one core, over two seconds, once what they had left to do has had three. */
    public static Map<String, Double> percent(List<Running> systems) throws InterruptedException {
        Thread.sleep(LEFT_TO_DO.toMillis());
        Map<String, Duration> before = new LinkedHashMap<>();
        for (Running system : systems) {
            before.put(system.name(), system.process().tree().cpu());
        }
        Thread.sleep(WATCHED.toMillis());
        Map<String, Double> percent = new LinkedHashMap<>();
        for (Running system : systems) {
            Duration used = system.process().tree().cpu().minus(before.get(system.name()));
            percent.put(system.name(), 100.0 * used.toMillis() / WATCHED.toMillis());
        }
        return percent;
    }
}

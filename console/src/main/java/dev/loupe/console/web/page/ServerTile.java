package dev.loupe.console.web.page;

import dev.loupe.console.web.Databases.Database;
import dev.loupe.console.web.Databases.LockWait;
import dev.loupe.console.web.Databases.Monitor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A database in brief, as its monitor sees it. */
record ServerTile(Database database) {
    private static final double NANOS = 1e9;
    private static final int MOST_TABLES = 3;
    private static final double PERCENT = 100;

    /**
     * A figure with its name.
     *
     * @param bad whether somebody should look
     */
    record Reading(String name, String value, boolean bad) {}

    /** Whether it can be used, in words. */
    String state() {
        return database.monitor()
                .map(monitor -> monitor.connected() ? "PostgreSQL " + monitor.version() : "does not answer its monitor")
                .orElse("not monitored");
    }

    boolean isDown() {
        return database.monitor().map(monitor -> !monitor.connected()).orElse(false);
    }

    /** How many relayed statements wait for a lock now. */
    long waitingNow() {
        return database.waits().stream().filter(wait -> !wait.over()).count();
    }

    long longestWait() {
        return database.waits().stream()
                .filter(wait -> !wait.over())
                .mapToLong(LockWait::waitedNanos)
                .max()
                .orElse(0);
    }

    List<Reading> readings() {
        return database.monitor()
                .filter(Monitor::connected)
                .map(ServerTile::readings)
                .orElse(List.of());
    }

    private static List<Reading> readings(Monitor monitor) {
        List<Reading> readings = new ArrayList<>();
        monitor.connections()
                .forEach((state, count) ->
                        readings.add(new Reading(state.replace('_', ' '), Amounts.count(count), false)));
        seconds("oldest transaction", monitor.longestTransactionSeconds(), readings);
        monitor.waiting()
                .ifPresent(
                        waiting -> readings.add(new Reading("wait for a lock", Amounts.count(waiting), waiting > 0)));
        monitor.cacheHitRatio().ifPresent(ratio -> readings.add(new Reading("found in cache", percent(ratio), false)));
        count("deadlocks", monitor.deadlocks(), readings);
        seconds("replication lag", monitor.replicationLagSeconds(), readings);
        return readings;
    }

    private static void seconds(String name, OptionalDouble seconds, List<Reading> readings) {
        seconds.ifPresent(value -> readings.add(new Reading(name, Amounts.duration(Math.round(value * NANOS)), false)));
    }

    private static void count(String name, OptionalLong count, List<Reading> readings) {
        count.ifPresent(value -> readings.add(new Reading(name, Amounts.count(value), false)));
    }

    private static String percent(double ratio) {
        return String.format(Locale.ROOT, "%.1f %%", PERCENT * ratio);
    }

    /** The tables with the most dead tuples. */
    List<Reading> deadTuples() {
        return database
                .monitor()
                .filter(Monitor::connected)
                .map(Monitor::deadTuples)
                .orElse(Map.of())
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue() > 0)
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_TABLES)
                .map(entry -> new Reading(entry.getKey(), Amounts.count(entry.getValue()), false))
                .toList();
    }

    List<String> missing() {
        return database.monitor().map(Monitor::missing).orElse(List.of());
    }
}

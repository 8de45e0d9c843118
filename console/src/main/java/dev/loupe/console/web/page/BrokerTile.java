package dev.loupe.console.web.page;

import dev.loupe.console.web.Brokers.Broker;
import dev.loupe.console.web.Brokers.Monitor;
import dev.loupe.console.web.Brokers.Queue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A broker in brief, as its monitor sees it, and what went wrong with messages on the way to it and from it. */
record BrokerTile(Broker broker) {
    /**
     * A figure with its name.
     *
     * @param href where more is said; empty for nowhere
     * @param bad whether somebody should look
     */
    record Reading(String name, String value, String href, boolean bad) {}

    /** Whether it can be used, in words, and how fresh that is. */
    String state() {
        return broker.monitor()
                .map(monitor -> monitor.version().isEmpty()
                        ? monitor.state()
                        : "RabbitMQ " + monitor.version() + ", " + monitor.state())
                .orElse("not monitored");
    }

    boolean isDown() {
        return broker.monitor().map(monitor -> !monitor.answers()).orElse(false);
    }

    /** What holds the broker up, in sentences. */
    List<String> alarms() {
        List<String> alarms = new ArrayList<>();
        broker.monitor().ifPresent(monitor -> {
            if (monitor.blocked()) {
                alarms.add("Publishers are held up: the broker takes nothing at present.");
            }
            monitor.alarms().forEach(alarm -> alarms.add(sentence(alarm)));
        });
        return alarms;
    }

    private static String sentence(String alarm) {
        return switch (alarm) {
            case "memory" -> "Memory alarm: the broker uses more than it may.";
            case "disk" -> "Disk alarm: too little of it is free.";
            default -> "Alarm: " + alarm;
        };
    }

    List<Reading> readings() {
        List<Reading> readings = new ArrayList<>();
        broker.monitor().filter(Monitor::answers).ifPresent(monitor -> {
            readings.add(count("queues", monitor.queues().size()));
            readings.add(count("ready", sum(monitor, false)));
            readings.add(count(
                    "unacknowledged",
                    monitor.queues().stream()
                            .mapToLong(queue -> queue.unacknowledged().orElse(0))
                            .sum()));
            long dead = sum(monitor, true);
            readings.add(new Reading("dead letters", Amounts.count(dead), "", dead > 0));
        });
        for (TroubleKind kind : TroubleKind.values()) {
            long count = broker.troubles().stream()
                    .filter(trouble -> kind.inQuery().equals(trouble.kind()))
                    .count();
            if (count > 0 || kind == TroubleKind.LOST) {
                readings.add(new Reading(
                        kind.label().toLowerCase(Locale.ROOT),
                        Amounts.count(count),
                        "/messages?kind=" + kind.inQuery(),
                        count > 0));
            }
        }
        return readings;
    }

    private static long sum(Monitor monitor, boolean deadLetters) {
        return monitor.queues().stream()
                .filter(queue -> queue.deadLetters() == deadLetters)
                .mapToLong(Queue::ready)
                .sum();
    }

    private static Reading count(String name, long count) {
        return new Reading(name, Amounts.count(count), "", false);
    }
}

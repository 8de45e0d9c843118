package dev.loupe.assembly;

import dev.loupe.assembly.Brokers.Watched;
import dev.loupe.relay.amqp.fate.MessageLives;
import dev.loupe.relay.amqp.monitor.BrokerFigures;
import dev.loupe.relay.amqp.monitor.BrokerMonitor;
import java.util.List;
import java.util.Optional;

/** The brokers of a process, as its console shows them. */
final class ShownBrokers implements dev.loupe.console.web.Brokers {
    private final List<Watched> brokers;

    ShownBrokers(List<Watched> brokers) {
        this.brokers = List.copyOf(brokers);
    }

    @Override
    public List<Broker> all() {
        return brokers.stream().map(ShownBrokers::shown).toList();
    }

    @Override
    public Optional<Life> find(String traceId, String spanId) {
        return brokers.stream()
                .flatMap(watched -> watched.fates().find(traceId, spanId).stream())
                .findFirst()
                .map(ShownBrokers::shown);
    }

    private static Broker shown(Watched watched) {
        return new Broker(
                watched.broker().name(),
                watched.broker().upstream().address(),
                watched.monitor().map(BrokerMonitor::figures).map(ShownBrokers::shown),
                watched.fates().troubles().stream().map(ShownBrokers::shown).toList(),
                watched.fates().recent().stream().map(ShownBrokers::shown).toList());
    }

    private static Monitor shown(BrokerFigures figures) {
        return new Monitor(
                figures.state(),
                figures.answers(),
                figures.version(),
                figures.alarms(),
                figures.blocked(),
                figures.queues().stream().map(ShownBrokers::shown).toList());
    }

    private static Queue shown(BrokerFigures.Queue queue) {
        return new Queue(
                queue.name(),
                queue.ready(),
                queue.unacknowledged(),
                queue.consumers(),
                queue.utilisation(),
                queue.publishRate(),
                queue.ackRate(),
                queue.oldestSeconds(),
                queue.deadLetters(),
                queue.type(),
                queue.leader());
    }

    private static Life shown(MessageLives.Life life) {
        return new Life(
                life.traceId(),
                life.spanId(),
                life.destination(),
                life.order(),
                life.steps().stream().map(ShownBrokers::shown).toList());
    }

    private static Step shown(MessageLives.Step step) {
        return new Step(step.what(), step.where(), step.epochNanos(), step.traceId(), step.spanId());
    }

    private static Trouble shown(MessageLives.Trouble trouble) {
        return new Trouble(
                trouble.kind(),
                trouble.reason(),
                trouble.destination(),
                trouble.queue(),
                trouble.order(),
                trouble.traceId(),
                trouble.spanId(),
                trouble.epochNanos());
    }
}

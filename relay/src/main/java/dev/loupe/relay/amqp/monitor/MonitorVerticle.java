package dev.loupe.relay.amqp.monitor;

import dev.loupe.relay.amqp.fate.NameGlob;
import dev.loupe.relay.amqp.monitor.BrokerConnection.Answers;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Looks at the broker again and again: over the management API, and where that has no answer over AMQP. While it is down it is
 * asked less and less often over AMQP.
 */
final class MonitorVerticle extends VerticleBase {
    private static final long LONGEST_PAUSE_NANOS = Duration.ofMinutes(1).toNanos();
    private static final Duration BLOCKED = Duration.ofMinutes(10);

    private final BrokerMonitorSettings settings;
    private final String name;
    private final Grievances grievances;
    private final BrokerMetrics metrics;
    private final BrokerConnection connection;
    private final List<NameGlob> deadLetters;
    private Optional<ManagementClient> client = Optional.empty();
    private Optional<ManagementRound> management = Optional.empty();
    private WorkerExecutor worker;
    private boolean running;
    private boolean closing;
    private long pauseNanos;
    private long notBeforeNanos = System.nanoTime();
    private volatile Optional<BrokerLook> last = Optional.empty();

    MonitorVerticle(BrokerMonitorSettings settings, String name, Grievances grievances, BrokerMetrics metrics) {
        this.settings = settings;
        this.name = name;
        this.grievances = grievances;
        this.metrics = metrics;
        this.connection = new BrokerConnection(settings, "loupe-monitor " + name);
        this.deadLetters = settings.deadLetters().stream().map(NameGlob::new).toList();
    }

    @Override
    public Future<?> start() {
        worker = vertx.createSharedWorkerExecutor(
                "loupe-broker-monitor " + name, 1, BLOCKED.toNanos(), TimeUnit.NANOSECONDS);
        client = settings.management().map(api -> new ManagementClient(vertx, api, settings.timeout()));
        management =
                client.map(api -> new ManagementRound(api, settings.broker().virtualHost(), grievances));
        vertx.setPeriodic(settings.interval().toMillis(), id -> round());
        round();
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        closing = true;
        last = Optional.empty();
        client.ifPresent(ManagementClient::close);
        metrics.close();
        connection.abort();
        // Somebody may be connecting just now: the close comes after that.
        Future<Void> closed = worker.executeBlocking(
                () -> {
                    connection.close();
                    return null;
                },
                true);
        return closed.otherwiseEmpty().eventually(worker::close);
    }

    private void round() {
        if (running || closing) {
            return;
        }
        running = true;
        overManagement().compose(this::overAmqp).onComplete(done -> {
            running = false;
            if (!closing) {
                last = done.result();
                last.ifPresentOrElse(look -> metrics.seen(look, System.currentTimeMillis() / 1_000), metrics::unknown);
            }
        });
    }

    private Future<Optional<ManagementLook>> overManagement() {
        if (management.isEmpty()) {
            return Future.succeededFuture(Optional.empty());
        }
        return management
                .get()
                .look()
                .map(Optional::of)
                .onSuccess(look -> grievances.settled(BrokerMonitor.MANAGEMENT))
                .otherwise(failure -> {
                    if (!closing) {
                        grievances.missing(BrokerMonitor.MANAGEMENT, Trouble.ofManagement(failure));
                    }
                    return Optional.empty();
                });
    }

    /** Empty if nobody has answered. */
    private Future<Optional<BrokerLook>> overAmqp(Optional<ManagementLook> known) {
        List<String> wanted = new ArrayList<>(settings.queues());
        known.ifPresent(look ->
                wanted.removeAll(look.queues().stream().map(QueueFacts::name).collect(Collectors.toSet())));
        boolean isNeeded = !wanted.isEmpty() || known.isEmpty();
        if (!isNeeded || closing || System.nanoTime() - notBeforeNanos < 0) {
            return Future.succeededFuture(known.map(look -> look(known, List.of())));
        }
        return worker.executeBlocking(() -> connection.ask(wanted), true)
                .map(answers -> Optional.of(answered(known, answers)))
                .otherwise(failure -> {
                    failed(failure);
                    return known.map(look -> look(known, List.of()));
                });
    }

    private BrokerLook answered(Optional<ManagementLook> known, Answers answers) {
        pauseNanos = 0;
        grievances.settled(BrokerMonitor.AMQP);
        answers.known().forEach(queue -> grievances.settled("queue " + queue.name()));
        answers.unknown().forEach(queue -> grievances.missing("queue " + queue.queue(), queue.words()));
        return look(known, answers.known());
    }

    private void failed(Throwable failure) {
        if (!closing) {
            grievances.missing(BrokerMonitor.AMQP, Trouble.ofBroker(failure));
        }
        pauseNanos = Math.min(
                LONGEST_PAUSE_NANOS,
                Math.max(pauseNanos * 2, settings.interval().toNanos()));
        notBeforeNanos = System.nanoTime() + pauseNanos;
    }

    private BrokerLook look(Optional<ManagementLook> known, List<QueueFacts> declared) {
        List<QueueFacts> queues = new ArrayList<>(declared);
        known.ifPresent(look -> queues.addAll(look.queues()));
        Set<String> dead = new HashSet<>(known.map(ManagementLook::deadLetters).orElse(Set.of()));
        queues.stream()
                .map(QueueFacts::name)
                .filter(queue -> deadLetters.stream().anyMatch(glob -> glob.matches(queue)))
                .forEach(dead::add);
        return new BrokerLook(known, queues, dead, System.nanoTime());
    }

    /** The last look; empty if nobody answered. Thread-safe. */
    Optional<BrokerLook> last() {
        return last;
    }
}

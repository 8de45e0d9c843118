package dev.loupe.bench.amqp;

import dev.loupe.bench.compare.Bars;
import dev.loupe.bench.compare.HaproxyPeer;
import dev.loupe.bench.compare.Idle;
import dev.loupe.bench.compare.LoupePeer;
import dev.loupe.bench.compare.Peer;
import dev.loupe.bench.compare.Report;
import dev.loupe.bench.compare.Running;
import dev.loupe.bench.process.Machine;
import dev.loupe.bench.process.Workspace;
import dev.loupe.bench.report.Row;
import dev.loupe.bench.sink.OtlpSink;
import dev.loupe.rabbitmq.EmbeddedRabbitMq;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The whole benchmark: everything up, everything measured, everything told, everything down again. */
public final class AmqpBench {
    private static final int PATIENCE_SECONDS = 15;

    private final Path home;
    private final Plan plan;
    private final PrintWriter out;
    private final PrintWriter progress;
    private final long began = System.nanoTime();
    private final Report report = new Report(CaseResult.HEADINGS, AmqpBench::verdict);

    /**
     * A benchmark to be run once.
     *
     * @param home the folder with {@code bin} and {@code conf}
     * @param quick less of everything
     * @param out takes the report
     * @param progress takes a line for each step
     */
    public AmqpBench(Path home, boolean quick, PrintWriter out, PrintWriter progress) {
        this(home, quick ? Plan.quick() : Plan.full(), out, progress);
    }

    AmqpBench(Path home, Plan plan, PrintWriter out, PrintWriter progress) {
        this.home = home;
        this.plan = plan;
        this.out = out;
        this.progress = progress;
    }

    /** The MES's sidecar, before its broker. */
    private static LoupePeer.Deployable mes(EmbeddedRabbitMq broker) {
        return new LoupePeer.Deployable(
                "mes",
                "mes-adapter.yaml",
                (port, brokerPort) -> List.of(
                        "inbound.listen.port=0",
                        "outbound[0].listen.port=0",
                        "s3[0].listen.port=0",
                        "postgres[0].listen.port=0",
                        "postgres[0].monitor.enabled=false",
                        "rabbitmq[0].listen.port=" + port,
                        "rabbitmq[0].listen.maxConnections=" + (Promises.IDLE_CONNECTIONS + 100),
                        "rabbitmq[0].upstream.host=127.0.0.1",
                        "rabbitmq[0].upstream.port=" + brokerPort,
                        "rabbitmq[0].monitor.user=guest",
                        "rabbitmq[0].monitor.password=guest",
                        "rabbitmq[0].monitor.management.url=http://127.0.0.1:" + broker.managementPort()));
    }

    private List<Peer> peers(EmbeddedRabbitMq broker, OtlpSink sink, OtlpSink sinkForAll) {
        int threads = Runtime.getRuntime().availableProcessors();
        LoupePeer.Deployable mes = mes(broker);
        return List.of(
                new LoupePeer("loupe", home, mes, threads, sink, List.of()),
                new LoupePeer("loupe-all", home, mes, threads, sinkForAll, List.of("telemetry.keep.policy=all")),
                HaproxyPeer.ofTcp(threads),
                new AmqproxyPeer());
    }

    /** CPU, throughput, latency and memory of every case and system; then memory with idle connections. */
    public void run(Optional<Path> json) throws IOException, InterruptedException {
        step("starting RabbitMQ");
        try (Workspace workspace = new Workspace();
                OtlpSink sink = new OtlpSink();
                OtlpSink sinkForAll = new OtlpSink();
                EmbeddedRabbitMq broker = EmbeddedRabbitMq.start();
                Generator generator = Generator.start()) {
            List<Peer> present = present(peers(broker, sink, sinkForAll));
            describe(present);
            List<Running> systems = new ArrayList<>();
            Measurer measurer = new Measurer(generator);
            for (Peer peer : present) {
                systems.add(start(peer, workspace, broker, measurer));
            }
            List<Target> targets =
                    new ArrayList<>(systems.stream().map(Target::of).toList());
            targets.add(Target.direct(broker.port()));
            Rounds rounds = new Rounds(plan, measurer, this::step);
            rounds.warmUp(targets);
            tell("idle, % of a core: " + idle(systems));
            report.add(rounds.run(targets));
            systems.forEach(system -> system.process().close());
            for (Peer peer : present) {
                if (peer.name().equals("loupe") || peer.name().equals("haproxy")) {
                    measureIdleConnections(start(peer, workspace, broker, measurer));
                }
            }
            out.print(report.render());
            out.flush();
            if (json.isPresent()) {
                report.write(json.get(), systems);
            }
        }
    }

    private void measureIdleConnections(Running fresh) throws IOException {
        step(Promises.IDLE_CONNECTIONS + " idle connections to " + fresh.name());
        try (var process = fresh.process();
                IdleConnections connections = new IdleConnections(fresh)) {
            report.addRows(List.of(connections.open(Promises.IDLE_CONNECTIONS, Promises.IDLE_CHANNELS)));
            if (!process.isAlive()) {
                throw new IOException(process.lastWords());
            }
        }
    }

    private List<Peer> present(List<Peer> all) {
        List<Peer> present = new ArrayList<>();
        for (Peer peer : all) {
            peer.missing()
                    .ifPresentOrElse(reason -> tell("MISSING " + peer.name() + ": " + reason), () -> present.add(peer));
        }
        return present;
    }

    private void describe(List<Peer> present) {
        tell("machine: " + Machine.here().describe());
        tell("load: RabbitMQ's Java client in a process of its own, closed loop; each client publishes over one"
                + " channel to its own queue (classic, not durable) and consumes over another, acknowledging each"
                + " message; confirms and a prefetch of 100 unless the case says otherwise; all on this machine,"
                + " 127.0.0.1");
        present.forEach(peer -> tell(peer.name() + ": " + peer.settings()));
        tell("cpu us: CPU time of the proxy's process tree for each message, published and delivered, all cores added;"
                + " rss MB: peak, in 10^6 bytes; p50, p99: from publish to delivery; figures are medians of "
                + plan.rounds() + " rounds in alternating order");
    }

    /** Starts it and waits until it passes messages on. */
    private Running start(Peer peer, Workspace workspace, EmbeddedRabbitMq broker, Measurer measurer)
            throws IOException, InterruptedException {
        Running system = peer.start(workspace, broker.port());
        long deadline = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
        while (true) {
            try {
                Case first = Case.usual(Case.Body.SMALL, 1);
                if (measurer.measure(Target.of(system), first, 50).errors() > 0) {
                    throw new IOException(system.name() + " loses or changes messages");
                }
                return system;
            } catch (IOException notYet) {
                if (System.nanoTime() > deadline || !system.process().isAlive()) {
                    throw new IOException(
                            notYet.getMessage() + "\n" + system.process().lastWords(), notYet);
                }
            }
            Thread.sleep(50);
        }
    }

    private static String idle(List<Running> systems) throws InterruptedException {
        return Idle.percent(systems).entrySet().stream()
                .map(system -> String.format(Locale.ROOT, "%s %.1f", system.getKey(), system.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String verdict(Row row) {
        return row.system().equals("loupe") ? Bars.verdict(row.figure("rss_mb"), Promises.RESIDENT_MEGABYTES) : "";
    }

    private void tell(String condition) {
        report.condition(condition);
        out.println(condition);
        out.flush();
    }

    private void step(String what) {
        progress.printf("... %3d s: %s%n", (System.nanoTime() - began) / 1_000_000_000L, what);
        progress.flush();
    }
}

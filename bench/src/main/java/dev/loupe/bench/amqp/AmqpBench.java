package dev.loupe.bench.amqp;

import dev.loupe.bench.compare.Bars;
import dev.loupe.bench.compare.HaproxyPeer;
import dev.loupe.bench.compare.LoupePeer;
import dev.loupe.bench.compare.Narrator;
import dev.loupe.bench.compare.Peer;
import dev.loupe.bench.compare.Readiness;
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
import java.util.Optional;

/** The whole benchmark: everything up, everything measured, everything told, everything down again. */
public final class AmqpBench {
    private final Path home;
    private final Plan plan;
    private final PrintWriter out;
    private final Report report = new Report(CaseResult.HEADINGS, AmqpBench::verdict);
    private final Narrator narrator;

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
        this.narrator = new Narrator(report, out, progress);
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
        narrator.step("starting RabbitMQ");
        try (Workspace workspace = new Workspace();
                OtlpSink sink = new OtlpSink();
                OtlpSink sinkForAll = new OtlpSink();
                EmbeddedRabbitMq broker = EmbeddedRabbitMq.start();
                Generator generator = Generator.start()) {
            List<Peer> present = narrator.present(peers(broker, sink, sinkForAll));
            describe(present);
            List<Running> systems = new ArrayList<>();
            Measurer measurer = new Measurer(generator);
            for (Peer peer : present) {
                systems.add(start(peer, workspace, broker, measurer));
            }
            List<Target> targets =
                    new ArrayList<>(systems.stream().map(Target::of).toList());
            targets.add(Target.direct(broker.port()));
            Rounds rounds = new Rounds(plan, measurer, narrator::step);
            rounds.warmUp(targets);
            narrator.tellIdle(systems);
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
        narrator.step(Promises.IDLE_CONNECTIONS + " idle connections to " + fresh.name());
        try (var process = fresh.process();
                IdleConnections connections = new IdleConnections(fresh)) {
            report.addRows(List.of(connections.open(Promises.IDLE_CONNECTIONS, Promises.IDLE_CHANNELS)));
            if (!process.isAlive()) {
                throw new IOException(process.lastWords());
            }
        }
    }

    private void describe(List<Peer> present) {
        narrator.tell("machine: " + Machine.here().describe());
        narrator.tell(
                "load: RabbitMQ's Java client in a process of its own, closed loop; each client publishes over one"
                        + " channel to its own queue (classic, not durable) and consumes over another, acknowledging each"
                        + " message; confirms and a prefetch of 100 unless the case says otherwise; all on this machine,"
                        + " 127.0.0.1");
        present.forEach(peer -> narrator.tell(peer.name() + ": " + peer.settings()));
        narrator.tell(
                "cpu us: CPU time of the proxy's process tree for each message, published and delivered, all cores"
                        + " added; rss MB: peak, in 10^6 bytes; p50, p99: from publish to delivery; figures are medians of"
                        + " "
                        + plan.rounds() + " rounds in alternating order");
    }

    /** Starts it and waits until it passes messages on. */
    private static Running start(Peer peer, Workspace workspace, EmbeddedRabbitMq broker, Measurer measurer)
            throws IOException, InterruptedException {
        return Readiness.of(peer.start(workspace, broker.port()), system -> {
            Case first = Case.usual(Case.Body.SMALL, 1);
            if (measurer.measure(Target.of(system), first, 50).errors() > 0) {
                throw new IOException(system.name() + " loses or changes messages");
            }
        });
    }

    private static String verdict(Row row) {
        return row.system().equals("loupe") ? Bars.verdict(row.figure("rss_mb"), Promises.RESIDENT_MEGABYTES) : "";
    }
}

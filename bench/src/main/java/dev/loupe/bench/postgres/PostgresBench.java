package dev.loupe.bench.postgres;

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
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The whole benchmark: everything up, everything measured, everything told, everything down again. */
public final class PostgresBench {
    /** The MES's sidecar, before its database. */
    private static final LoupePeer.Deployable MES = new LoupePeer.Deployable(
            "mes",
            "mes-adapter.yaml",
            (port, serverPort) -> List.of(
                    "inbound.listen.port=0",
                    "outbound[0].listen.port=0",
                    "s3[0].listen.port=0",
                    "rabbitmq[0].listen.port=0",
                    "rabbitmq[0].monitor.enabled=false",
                    "postgres[0].listen.port=" + port,
                    "postgres[0].listen.maxConnections=" + (Promises.IDLE_SESSIONS + 100),
                    "postgres[0].upstream.host=127.0.0.1",
                    "postgres[0].upstream.port=" + serverPort,
                    "postgres[0].monitor.user=postgres",
                    "postgres[0].monitor.database=postgres"));

    private final Peers peers;
    private final Plan plan;
    private final PrintWriter out;
    private final Report report = new Report(CaseResult.HEADINGS, PostgresBench::verdict);
    private final Narrator narrator;

    /**
     * A benchmark to be run once.
     *
     * @param home the folder with {@code bin} and {@code conf}
     * @param quick less of everything, within some 4 minutes
     * @param out takes the report
     * @param progress takes a line for each step
     */
    public PostgresBench(Path home, boolean quick, PrintWriter out, PrintWriter progress) {
        this(quick ? Plan.quick() : Plan.full(), (sink, all) -> peers(home, sink, all), out, progress);
    }

    PostgresBench(Plan plan, Peers peers, PrintWriter out, PrintWriter progress) {
        this.plan = plan;
        this.peers = peers;
        this.out = out;
        this.narrator = new Narrator(report, out, progress);
    }

    /** The systems that are compared. */
    @FunctionalInterface
    interface Peers {
        /** With a sink for the spans of each that exports some. */
        List<Peer> of(OtlpSink sink, OtlpSink sinkForAll);
    }

    private static List<Peer> peers(Path home, OtlpSink sink, OtlpSink sinkForAll) {
        int threads = Runtime.getRuntime().availableProcessors();
        return List.of(
                new LoupePeer("loupe", home, MES, threads, sink, List.of()),
                new LoupePeer("loupe-all", home, MES, threads, sinkForAll, List.of("telemetry.keep.policy=all")),
                PgbouncerPeer.session(),
                PgbouncerPeer.transaction(),
                HaproxyPeer.ofTcp(threads));
    }

    /** CPU, throughput, latency and memory of every case and system; then memory with idle sessions. */
    public void run(Optional<Path> json) throws IOException, InterruptedException, SQLException {
        try (Workspace workspace = new Workspace();
                OtlpSink sink = new OtlpSink();
                OtlpSink sinkForAll = new OtlpSink();
                Server server = Server.start(workspace.folder("server"))) {
            List<Peer> present = narrator.present(peers.of(sink, sinkForAll));
            describe(present, server);
            List<Running> systems = new ArrayList<>();
            for (Peer peer : present) {
                systems.add(start(peer, workspace, server));
            }
            List<Target> targets =
                    new ArrayList<>(systems.stream().map(Target::of).toList());
            targets.add(Target.direct(server.port()));
            Measurer measurer = new Measurer(server, new Pgbench(workspace.folder("pgbench")), plan.bulks());
            Rounds rounds = new Rounds(plan, measurer, server, narrator::step);
            rounds.warmUp(targets);
            narrator.tellIdle(systems);
            report.add(rounds.run(targets));
            systems.forEach(system -> system.process().close());
            measureIdleSessions(workspace, server, present);
            out.print(report.render());
            out.flush();
            if (json.isPresent()) {
                report.write(json.get(), systems);
            }
        }
    }

    private void measureIdleSessions(Workspace workspace, Server server, List<Peer> present)
            throws IOException, InterruptedException {
        for (Peer peer : present) {
            if (peer.name().equals("loupe") || peer.name().equals(PgbouncerPeer.SESSION)) {
                narrator.step(Promises.IDLE_SESSIONS + " idle sessions to " + peer.name());
                Running fresh = start(peer, workspace, server);
                try (var process = fresh.process();
                        IdleSessions sessions = new IdleSessions(fresh)) {
                    report.addRows(List.of(sessions.open(Promises.IDLE_SESSIONS)));
                    if (!process.isAlive()) {
                        throw new IOException(process.lastWords());
                    }
                }
            }
        }
    }

    private void describe(List<Peer> present, Server server) {
        narrator.tell("machine: " + Machine.here().describe());
        narrator.tell(
                "load: %s, closed loop; psql for what is bulk; server: PostgreSQL %s, fsync off; all on this machine, 127.0.0.1"
                        .formatted(Pgbench.version(), server.version()));
        present.forEach(peer -> narrator.tell(peer.name() + ": " + peer.settings()));
        narrator.tell("pgbouncer-tx: no select prepared, since its prepared statements do not outlive a transaction");
        narrator.tell(
                "cpu us: CPU time of the proxy's process tree for each transaction or bulk, all cores added; rss MB:"
                        + " peak, in 10^6 bytes; figures are medians of"
                        + " " + plan.rounds() + " rounds in alternating order");
    }

    /** Starts it and waits until it passes a query on. */
    private static Running start(Peer peer, Workspace workspace, Server server)
            throws IOException, InterruptedException {
        return Readiness.of(peer.start(workspace, server.port()), system -> {
            String answer = Psql.run(system.port(), server.folder(), "-A", "-t", "-c", "SELECT 6 * 7");
            if (!answer.strip().equals("42")) {
                throw new IOException(system.name() + " changes what the server says: " + answer);
            }
        });
    }

    private static String verdict(Row row) {
        return row.system().equals("loupe") ? Bars.verdict(row.figure("rss_mb"), Promises.RESIDENT_MEGABYTES) : "";
    }
}

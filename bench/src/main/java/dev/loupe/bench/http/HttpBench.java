package dev.loupe.bench.http;

import dev.loupe.bench.compare.Bars;
import dev.loupe.bench.compare.Case;
import dev.loupe.bench.compare.HaproxyPeer;
import dev.loupe.bench.compare.LoupePeer;
import dev.loupe.bench.compare.Measurer;
import dev.loupe.bench.compare.Narrator;
import dev.loupe.bench.compare.Nginx;
import dev.loupe.bench.compare.NginxPeer;
import dev.loupe.bench.compare.Origin;
import dev.loupe.bench.compare.Peer;
import dev.loupe.bench.compare.Report;
import dev.loupe.bench.compare.Rounds;
import dev.loupe.bench.compare.Running;
import dev.loupe.bench.compare.Stage;
import dev.loupe.bench.compare.WarmUp;
import dev.loupe.bench.load.Probe;
import dev.loupe.bench.load.Wrk;
import dev.loupe.bench.process.Machine;
import dev.loupe.bench.process.Workspace;
import dev.loupe.bench.report.Row;
import dev.loupe.bench.sink.OtlpSink;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The whole benchmark: everything up, everything measured, everything told, everything down again. */
public final class HttpBench {

    /** The MES's sidecar, with a route for orders beside those that ship. */
    private static final LoupePeer.Deployable MES = new LoupePeer.Deployable(
            "mes",
            "mes-adapter.yaml",
            (port, originPort) -> List.of(
                    "inbound.listen.host=127.0.0.1",
                    "inbound.listen.port=" + port,
                    "inbound.upstream.url=http://127.0.0.1:" + originPort,
                    "inbound.routes=[POST /prices, POST /production, \"/orders/{order}\"]",
                    "inbound.listen.maxConnections=10100",
                    "outbound[0].listen.port=0",
                    "s3[0].listen.port=0",
                    "postgres[0].listen.port=0",
                    "rabbitmq[0].listen.port=0",
                    "rabbitmq[0].monitor.enabled=false"));

    private final Path home;
    private final Plan plan;
    private final PrintWriter out;
    private final Report report = new Report(HttpBench::verdict);
    private final Narrator narrator;

    /**
     * A benchmark to be run once.
     *
     * @param home the folder with {@code bin} and {@code conf}
     * @param quick less of everything, within 3 minutes
     * @param out takes the report
     * @param progress takes a line for each step
     */
    public HttpBench(Path home, boolean quick, PrintWriter out, PrintWriter progress) {
        this.home = home;
        this.plan = quick ? Plan.quick() : Plan.full();
        this.out = out;
        this.narrator = new Narrator(report, out, progress);
    }

    /** CPU, throughput, latency and memory of every case and system; then memory with idle connections. */
    public void run(Optional<Path> json) throws IOException, InterruptedException {
        try (Workspace workspace = new Workspace();
                OtlpSink sink = new OtlpSink();
                OtlpSink sinkForAll = new OtlpSink()) {
            Wrk wrk = Wrk.find(workspace, Runtime.getRuntime().availableProcessors())
                    .orElseThrow(() -> new IOException("wrk is not installed (apt-get install wrk)"));
            List<Peer> peers = peers(sink, sinkForAll);
            describe(peers, wrk.version());
            Stage origin = open(workspace);
            Stage stage = origin.with(peers);
            Measurer measurer = new Measurer(wrk);
            warmUp(stage.proxies(), measurer);
            narrator.tellIdle(stage.proxies());
            List<Running> systems = new ArrayList<>(stage.proxies());
            systems.add(stage.origin());
            report.add(new Rounds(plan, measurer, narrator::step).run(systems));
            stage.proxies().forEach(proxy -> proxy.process().close());
            measureIdleConnections(origin, peers);
            out.print(report.render());
            out.flush();
            if (json.isPresent()) {
                report.write(json.get(), systems);
            }
        }
    }

    private void measureIdleConnections(Stage origin, List<Peer> peers) throws IOException, InterruptedException {
        // HAProxy would want its limits raised beyond what a plain user may.
        for (Peer peer :
                peers.stream().filter(peer -> !peer.name().equals("haproxy")).toList()) {
            narrator.step(Promises.IDLE_CONNECTIONS + " idle connections to " + peer.name());
            for (Running fresh : origin.with(List.of(peer)).proxies()) {
                try (var process = fresh.process();
                        IdleConnections connections = new IdleConnections(fresh)) {
                    report.addRows(List.of(connections.open(Promises.IDLE_CONNECTIONS, Promises.order())));
                    if (!process.isAlive()) {
                        throw new IOException(process.lastWords());
                    }
                }
            }
        }
    }

    private List<Peer> peers(OtlpSink sink, OtlpSink sinkForAll) {
        int threads = Runtime.getRuntime().availableProcessors();
        List<Peer> present = narrator.present(List.of(
                new LoupePeer("loupe", home, MES, threads, sink, List.of()),
                new LoupePeer("loupe-all", home, MES, threads, sinkForAll, List.of("telemetry.keep.policy=all")),
                new NginxPeer(threads),
                HaproxyPeer.ofHttp(threads)));
        narrator.tell("MISSING nginx-otel: nginx's OpenTelemetry module is in no package of Debian's");
        return present;
    }

    private void describe(List<Peer> peers, String wrk) {
        narrator.tell("machine: " + Machine.here().describe());
        narrator.tell("load: %s, closed loop, keep-alive; origin: %s, 1 worker; all on this machine, 127.0.0.1"
                .formatted(wrk, Nginx.version()));
        peers.forEach(peer -> narrator.tell(peer.name() + ": " + peer.settings()));
        narrator.tell(
                "loupe: in front of the service, with correlation; GET finds the order in the path, POST in the JSON,"
                        + " whose last member it is");
        narrator.tell(
                "cpu us: CPU time of the proxy's process tree for each request, all cores added; rss MB: peak, in 10^6"
                        + " bytes; figures are medians of " + plan.rounds() + " rounds in alternating order");
    }

    private static Stage open(Workspace workspace) throws IOException, InterruptedException {
        Path root = workspace.folder("objects");
        byte[] object = new byte[(int) Promises.order().objectBytes()];
        new Random(1).nextBytes(object);
        Path file = root.resolve(Promises.order().path().substring(1));
        Files.createDirectories(file.getParent());
        Files.write(file, object);
        return Stage.open(workspace, Origin.start(workspace, root, Promises.PRICES), system -> check(system, object));
    }

    private static void check(Running system, byte[] object) throws IOException, InterruptedException {
        Probe probe = new Probe();
        if (!probe.answers(system.port(), Promises.order().path())) {
            throw new IOException(
                    system.name() + " does not answer. " + system.process().lastWords());
        }
        probe.reads(system.port(), Promises.order(), object);
        probe.writes(system.port(), Promises.price(), object);
    }

    private void warmUp(List<Running> proxies, Measurer measurer) throws IOException {
        Case small = Promises.get(64);
        WarmUp warmUp = new WarmUp(measurer, plan.warmUpSeconds(), plan.warmUpSeconds(), small);
        for (Running proxy : proxies) {
            if (proxy.warmsUp()) {
                narrator.step("warming " + proxy.name());
                warmUp.warm(proxy, List.of(Promises.post(64)));
            }
        }
    }

    private static String verdict(Row row) {
        if (!row.system().equals("loupe")) {
            return "";
        }
        return Bars.verdict(row.figure("errors") == 0 ? row.figure("rss_mb") : Double.NaN, Promises.RESIDENT_MEGABYTES);
    }
}

package dev.loupe.bench.s3;

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
import dev.loupe.bench.load.Request;
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

/** The whole benchmark: everything up, everything measured, everything told, everything down again. */
public final class S3Bench {

    private static final Case SMALL = Promises.get(StoredObject.KB_1, 64);
    private static final LoupePeer.Deployable PROXY = new LoupePeer.Deployable(
            "proxy",
            "proxy.yaml",
            (port, originPort) -> List.of(
                    "listen.host=127.0.0.1", "listen.port=" + port, "upstream.url=http://127.0.0.1:" + originPort));

    private final Path home;
    private final Plan plan;
    private final PrintWriter out;
    private final Report report = new Report(S3Bench::verdict);
    private final Narrator narrator;

    /**
     * A benchmark to be run once.
     *
     * @param home the folder with {@code bin} and {@code conf}
     * @param quick less of everything, within 3 minutes
     * @param out takes the report
     * @param progress takes a line for each step
     */
    public S3Bench(Path home, boolean quick, PrintWriter out, PrintWriter progress) {
        this.home = home;
        this.plan = quick ? Plan.quick() : Plan.full();
        this.out = out;
        this.narrator = new Narrator(report, out, progress);
    }

    /** CPU, throughput, latency and memory of every case and system; then memory with slow readers, and the start. */
    public void run(Optional<Path> json) throws IOException, InterruptedException {
        try (Workspace workspace = new Workspace();
                OtlpSink sink = new OtlpSink();
                OtlpSink sinkForAll = new OtlpSink()) {
            Wrk wrk = Wrk.find(workspace, Runtime.getRuntime().availableProcessors())
                    .orElseThrow(() -> new IOException("wrk is not installed (apt-get install wrk)"));
            List<Peer> peers = peers(sink, sinkForAll);
            describe(peers, wrk.version());
            Stage stage = open(workspace).with(peers);
            Measurer measurer = new Measurer(wrk);
            warmUp(stage.proxies(), new WarmUp(measurer, plan.warmUpSeconds(), plan.seconds(), SMALL));
            narrator.tellIdle(stage.proxies());
            List<Running> systems = new ArrayList<>(stage.proxies());
            systems.add(stage.origin());
            report.add(new Rounds(plan, measurer, narrator::step).run(systems));
            stage.proxies().forEach(proxy -> proxy.process().close());
            measureMemoryAndStart(workspace, stage, peers);
            finish(json, systems);
        }
    }

    /** Only the memory with slow readers and the time from start to ready. */
    public void runMemory(Optional<Path> json) throws IOException, InterruptedException {
        try (Workspace workspace = new Workspace();
                OtlpSink sink = new OtlpSink();
                OtlpSink sinkForAll = new OtlpSink()) {
            List<Peer> peers = peers(sink, sinkForAll);
            describe(peers, "wrk not used");
            List<Running> systems = measureMemoryAndStart(workspace, open(workspace), peers);
            finish(json, systems);
        }
    }

    private List<Running> measureMemoryAndStart(Workspace workspace, Stage origin, List<Peer> peers)
            throws IOException, InterruptedException {
        narrator.step(Patience.LABEL);
        List<Running> fresh = origin.with(peers).proxies();
        report.addRows(Patience.run(fresh, plan.memoryWindow()));
        fresh.forEach(proxy -> proxy.process().close());
        StartUp startUp = new StartUp(workspace, origin.origin().port());
        for (Peer peer : peers) {
            if (peer.name().equals("loupe")) {
                narrator.step(StartUp.LABEL);
                report.addRows(List.of(startUp.time(peer, plan.starts())));
            }
        }
        return fresh;
    }

    private List<Peer> peers(OtlpSink sink, OtlpSink sinkForAll) {
        int threads = Runtime.getRuntime().availableProcessors();
        List<Peer> present = narrator.present(List.of(
                new LoupePeer("loupe", home, PROXY, threads, sink, List.of()),
                new LoupePeer("loupe-all", home, PROXY, threads, sinkForAll, List.of("telemetry.keep.policy=all")),
                new NginxPeer(threads),
                HaproxyPeer.ofHttp(threads)));
        return present;
    }

    private void describe(List<Peer> peers, String wrk) {
        narrator.tell("machine: " + Machine.here().describe());
        narrator.tell(
                "load: %s, closed loop, keep-alive; origin: %s, 1 worker, sendfile; all on this machine, 127.0.0.1"
                        .formatted(wrk, Nginx.version()));
        peers.forEach(peer -> narrator.tell(peer.name() + ": " + peer.settings()));
        narrator.tell(
                "cpu us: CPU time of the proxy's process tree for each request, all cores added; rss MB: peak, in 10^6"
                        + " bytes; figures are medians of " + plan.rounds() + " rounds in alternating order");
    }

    private void warmUp(List<Running> proxies, WarmUp warmUp) throws IOException {
        for (Running proxy : proxies) {
            if (proxy.warmsUp()) {
                narrator.step("warming " + proxy.name());
                warmUp.warm(proxy, Promises.at(16));
            }
        }
    }

    private void finish(Optional<Path> json, List<Running> systems) throws IOException {
        out.print(report.render());
        out.flush();
        if (json.isPresent()) {
            report.write(json.get(), systems);
        }
    }

    private static Stage open(Workspace workspace) throws IOException, InterruptedException {
        Path root = workspace.folder("objects");
        for (StoredObject object : StoredObject.values()) {
            object.writeBelow(root);
        }
        byte[] object = Files.readAllBytes(StoredObject.MB_1.in(root));
        return Stage.open(workspace, Origin.start(workspace, root, "/put/"), system -> check(system, object));
    }

    private static void check(Running system, byte[] object) throws IOException, InterruptedException {
        Probe probe = new Probe();
        Request small = StoredObject.KB_1.get();
        if (!probe.answers(system.port(), small.path())) {
            throw new IOException(
                    system.name() + " does not answer. " + system.process().lastWords());
        }
        probe.reads(system.port(), StoredObject.MB_1.get(), object);
        probe.writes(system.port(), StoredObject.MB_1.put(), object);
    }

    private static String verdict(Row row) {
        if (!row.system().equals("loupe")) {
            return "";
        }
        if (row.label().equals(StartUp.LABEL)) {
            return Bars.verdict(row.figure("ready_s"), Promises.READY_SECONDS);
        }
        boolean sound = row.figure("errors") == 0 && row.figure(Patience.RATE) >= Patience.LEAST_RATE;
        return Bars.verdict(sound ? row.figure("rss_mb") : Double.NaN, Promises.RESIDENT_MEGABYTES);
    }
}

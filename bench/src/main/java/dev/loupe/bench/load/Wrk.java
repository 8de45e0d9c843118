package dev.loupe.bench.load;

import dev.loupe.bench.process.Tool;
import dev.loupe.bench.process.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs wrk, the closed-loop HTTP load generator, and reads its figures in microseconds through its script hook. */
public final class Wrk {

    /** Far above any latency here, so that a slow answer is a latency and not an error. */
    private static final String TIMEOUT = "30s";

    private static final String SCRIPT =
            """
            %s
            done = function(summary, latency, requests)
              local e = summary.errors
              io.write(string.format(
                '%srequests=%%d bytes=%%.0f micros=%%.0f p50=%%.1f p99=%%.1f '
                .. 'status=%%d connect=%%d read=%%d write=%%d timeout=%%d\\n',
                summary.requests, summary.bytes, summary.duration,
                latency:percentile(50.0), latency:percentile(99.0),
                e.status, e.connect, e.read, e.write, e.timeout))
            end
            """;

    private final Path program;
    private final Path scripts;
    private final int threads;

    private Wrk(Path program, Path scripts, int threads) {
        this.program = program;
        this.scripts = scripts;
        this.threads = threads;
    }

    /**
     * The machine's wrk, if it has one.
     *
     * @param threads wrk's own, at least 1
     */
    public static Optional<Wrk> find(Workspace workspace, int threads) throws IOException {
        Path scripts = workspace.folder("wrk");
        return Tool.find("wrk").map(program -> new Wrk(program, scripts, threads));
    }

    /** Version as wrk prints it. */
    public String version() {
        return Tool.firstLine(program.toString(), "-v").replaceAll("\\s*Copyright.*", "");
    }

    /**
     * Loads one address with one repeated request over persistent connections; blocks until the run is over.
     *
     * @param connections kept busy all the time, at least as many as wrk's threads
     * @param seconds length of the run, at least 1
     */
    public WrkResult run(int port, Request request, int connections, int seconds) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of("--threads", Integer.toString(Math.min(threads, connections))));
        command.addAll(List.of("--connections", Integer.toString(connections)));
        command.addAll(List.of("--duration", seconds + "s", "--timeout", TIMEOUT));
        command.addAll(List.of("--script", script(request).toString()));
        command.add("http://127.0.0.1:" + port + request.path());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            return WrkResult.parse(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } finally {
            process.destroy();
        }
    }

    private Path script(Request request) throws IOException {
        Path file = scripts.resolve(request.method() + request.objectBytes() + ".lua");
        if (!Files.exists(file)) {
            Files.writeString(file, source(request));
        }
        return file;
    }

    static String source(Request request) {
        return SCRIPT.formatted(request.isUpload() ? upload(request) : "", WrkResult.MARK);
    }

    private static String upload(Request request) {
        String method = "wrk.method = '" + request.method() + "'\n";
        return request.json().isEmpty()
                ? method + "wrk.body = string.rep('x', " + request.objectBytes() + ")"
                : method + "wrk.headers['Content-Type'] = 'application/json'\nwrk.body = [=[" + request.json() + "]=]";
    }
}

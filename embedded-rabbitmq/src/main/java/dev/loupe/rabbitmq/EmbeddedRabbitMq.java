package dev.loupe.rabbitmq;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A RabbitMQ with the management plugin, one node, user {@code guest}, password {@code guest}, on free ports of 127.0.0.1.
 * Starting takes some 10 seconds, and blocks. Not thread-safe.
 */
public final class EmbeddedRabbitMq implements AutoCloseable {
    private static final Path TOOLS = Path.of("/usr/lib/rabbitmq/bin");
    private static final Path SERVER = TOOLS.resolve("rabbitmq-server");
    private static final Duration START = Duration.ofSeconds(90);

    private final Path directory;
    private final Ports ports;
    private final ManagementApi management;
    private final ErlangPortMapper mapper;
    private Process process;

    private EmbeddedRabbitMq(Path directory, Ports ports) throws IOException {
        this.directory = directory;
        this.ports = ports;
        this.management = new ManagementApi(ports.management(), "guest", "guest");
        this.mapper = ErlangPortMapper.start(ports.mapper(), directory);
    }

    /** Ports of 127.0.0.1 that belong to one broker. */
    record Ports(int amqp, int tls, int management, int distribution, int mapper) {
        static Ports free() {
            List<Integer> free = FreePorts.some(5);
            return new Ports(free.get(0), free.get(1), free.get(2), free.get(3), free.get(4));
        }
    }

    /** Whether there is a RabbitMQ to be started; if not: {@code apt-get install rabbitmq-server}. */
    public static boolean isInstalled() {
        return Files.isExecutable(SERVER);
    }

    /** Starts one, and waits until it takes connections. */
    public static EmbeddedRabbitMq start() {
        return start(List.of(), List.of());
    }

    /**
     * Starts one, and waits until it takes connections.
     *
     * @param settings further lines of {@code rabbitmq.conf}; <code>{tls}</code> in them becomes {@link #tlsPort()}
     * @param plugins to be enabled beside the management's
     * @throws IllegalStateException if it is not installed, or does not start; the message has the end of what it said
     */
    public static EmbeddedRabbitMq start(List<String> settings, List<String> plugins) {
        if (!isInstalled()) {
            throw new IllegalStateException("needs RabbitMQ; install it: apt-get install rabbitmq-server");
        }
        try {
            Path directory = Files.createTempDirectory("rabbitmq-");
            Ports ports = Ports.free();
            List<String> lines = new ArrayList<>(List.of(
                    "listeners.tcp.1 = 127.0.0.1:" + ports.amqp(),
                    "management.tcp.ip = 127.0.0.1",
                    "management.tcp.port = " + ports.management(),
                    "collect_statistics_interval = 1000",
                    "disk_free_limit.absolute = 50MB"));
            settings.forEach(line -> lines.add(line.replace("{tls}", Integer.toString(ports.tls()))));
            Files.write(directory.resolve("rabbitmq.conf"), lines);
            List<String> enabled = new ArrayList<>(plugins);
            enabled.add(0, "rabbitmq_management");
            Files.writeString(directory.resolve("plugins"), "[" + String.join(",", enabled) + "].\n");
            EmbeddedRabbitMq broker = new EmbeddedRabbitMq(directory, ports);
            broker.boot();
            return broker;
        } catch (IOException e) {
            throw new UncheckedIOException("RabbitMQ's directory cannot be made", e);
        }
    }

    private void boot() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(SERVER.toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("out").toFile());
        builder.environment().putAll(environment());
        process = builder.start();
        long deadline = System.nanoTime() + START.toNanos();
        // The management plugin answers before the listeners for AMQP are there.
        while (!management.answers() || !FreePorts.isListenedOn(ports.amqp())) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                String said = lastWords();
                close();
                throw new IllegalStateException("RabbitMQ does not start: " + said);
            }
            pause(Duration.ofMillis(100));
        }
    }

    private Map<String, String> environment() {
        return Map.ofEntries(
                Map.entry("HOME", directory.toString()),
                Map.entry("RABBITMQ_NODENAME", "loupe@localhost"),
                Map.entry("RABBITMQ_DIST_PORT", Integer.toString(ports.distribution())),
                Map.entry("ERL_EPMD_PORT", Integer.toString(ports.mapper())),
                Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
                Map.entry("RABBITMQ_MNESIA_BASE", directory.resolve("mnesia").toString()),
                Map.entry("RABBITMQ_LOG_BASE", directory.resolve("log").toString()),
                Map.entry(
                        "RABBITMQ_ENABLED_PLUGINS_FILE",
                        directory.resolve("plugins").toString()),
                Map.entry(
                        "RABBITMQ_CONFIG_FILE",
                        directory.resolve("rabbitmq.conf").toString()),
                Map.entry(
                        "RABBITMQ_CONF_ENV_FILE", directory.resolve("env.conf").toString()),
                Map.entry("RABBITMQ_PID_FILE", directory.resolve("pid").toString()));
    }

    private String lastWords() throws IOException {
        Path out = directory.resolve("out");
        List<String> lines = Files.exists(out) ? Files.readAllLines(out) : List.of();
        return String.join(" | ", lines.subList(Math.max(0, lines.size() - 8), lines.size()));
    }

    /** Where AMQP is spoken. */
    public int port() {
        return ports.amqp();
    }

    /** The port that settings may give to a listener for TLS. */
    public int tlsPort() {
        return ports.tls();
    }

    /** Where the management API is spoken, over HTTP. */
    public int managementPort() {
        return ports.management();
    }

    /** The management API, as {@code guest}. */
    public ManagementApi management() {
        return management;
    }

    /** The process of its Erlang machine, whose CPU time and memory are the broker's. */
    public ProcessHandle process() {
        return process.descendants()
                .filter(child -> child.info().command().orElse("").contains("beam"))
                .findFirst()
                .orElse(process.toHandle());
    }

    /**
     * Runs a program that administers it, such as {@code rabbitmqctl}, and waits for its end.
     *
     * @param command of which RabbitMQ's own tools are found by their name
     * @param input what it reads
     * @return what it said
     * @throws IllegalStateException if it failed
     */
    public String administer(List<String> command, String input) {
        try {
            List<String> found = new ArrayList<>(command);
            Path tool = TOOLS.resolve(command.get(0));
            if (Files.isExecutable(tool)) {
                // One of that name elsewhere runs as another user, who has another Erlang cookie.
                found.set(0, tool.toString());
            }
            ProcessBuilder builder =
                    new ProcessBuilder(found).directory(directory.toFile()).redirectErrorStream(true);
            builder.environment().putAll(environment());
            builder.environment().merge("PATH", TOOLS.toString(), (path, tools) -> tools + ':' + path);
            Process running = builder.start();
            try (OutputStream in = running.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (running.waitFor() != 0) {
                throw new IllegalStateException(command.get(0) + " failed: " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(command.get(0) + " cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + command.get(0) + " ran", e);
        }
    }

    /**
     * Has it write down what was declared so far. It does so by itself within some seconds, and confirms a declaration before:
     * what was declared just before {@link #kill} can be gone.
     */
    public void writeDown() {
        administer(List.of("rabbitmqctl", "eval", "disk_log:sync(latest_log)."), "");
    }

    /** Kills it at once, as {@code kill -9} does. Its files and ports stay, so that it can be {@link #restart started again}. */
    public void kill() {
        if (process != null) {
            // A script waits for the Erlang machine, and would leave it behind.
            List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
            all.add(process.toHandle());
            all.forEach(ProcessHandle::destroyForcibly);
            all.forEach(ended -> ended.onExit().join());
        }
    }

    /** Starts it again, on the same ports and with the same files, and waits until it takes connections. */
    public void restart() {
        kill();
        try {
            boot();
        } catch (IOException e) {
            throw new UncheckedIOException("RabbitMQ cannot be started again", e);
        }
    }

    /** Ends it, and removes its files. */
    @Override
    public void close() {
        kill();
        mapper.close();
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // Its last files may go while they are listed; what stays is in the directory for temporary files.
            return;
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while RabbitMQ started", e);
        }
    }
}

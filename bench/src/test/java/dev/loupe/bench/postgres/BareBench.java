package dev.loupe.bench.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.loupe.bench.compare.HaproxyPeer;
import dev.loupe.bench.compare.Peer;
import dev.loupe.bench.compare.Running;
import dev.loupe.bench.process.Workspace;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The benchmark with {@link BareRelay} in Loupe's place. */
final class BareBench {
    private BareBench() {}

    public static void main(String... arguments) throws Exception {
        new PostgresBench(
                        Plan.quick(),
                        (sink, all) -> List.of(
                                new Bare(), PgbouncerPeer.session(), PgbouncerPeer.transaction(), HaproxyPeer.ofTcp(2)),
                        new PrintWriter(System.out, true, UTF_8),
                        new PrintWriter(System.err, true, UTF_8))
                .run(Optional.empty());
    }

    private static final class Bare implements Peer {
        @Override
        public String name() {
            return "loupe";
        }

        @Override
        public Optional<String> missing() {
            return Optional.empty();
        }

        @Override
        public String settings() {
            return "the relay and its decoders only";
        }

        @Override
        public Running start(Workspace workspace, int serverPort) throws IOException {
            int port = Workspace.freePort();
            List<String> command = new ArrayList<>(List.of("java", "-XX:+UseSerialGC", "-Xms64m", "-Xmx160m"));
            command.addAll(List.of("-XX:MaxDirectMemorySize=96m", "-XX:ReservedCodeCacheSize=64m"));
            command.addAll(List.of(
                    System.getProperty("bare.options", "-XX:-UsePerfData").split(" ", -1)));
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), BareRelay.class.getName()));
            command.addAll(List.of(Integer.toString(port), Integer.toString(serverPort), "2"));
            return new Running(name(), port, workspace.start(name(), command), true, () -> 0, List.of());
        }
    }
}

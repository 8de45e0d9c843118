package dev.loupe.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A broker of our own is for tests, the demo and the benchmarks. */
class NobodyShipsItTest {
    private static final List<String> MAY = List.of("embedded-rabbitmq", "demo", "bench");

    @Test
    void codeThatShips_startsNoBroker() throws IOException {
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            List<Path> sources = modules.filter(
                            module -> !MAY.contains(module.getFileName().toString()))
                    .map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .toList();
            assertThat(sources).hasSizeGreaterThan(6).allSatisfy(source -> assertThat(users(source))
                    .isEmpty());
        }
    }

    private static List<Path> users(Path source) throws IOException {
        try (Stream<Path> files = Files.walk(source)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(NobodyShipsItTest::namesIt)
                    .toList();
        }
    }

    private static boolean namesIt(Path file) {
        try {
            return Files.readString(file).contains("dev.loupe.rabbitmq");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.loupe.console.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The exit codes and messages that people and scripts see, of real processes. */
class LauncherProcessTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void emptyConfiguration() throws IOException {
        configuration("# all defaults");
    }

    @Test
    void configurationWithTwoMistakes_isRefusedWithTwoLines() throws Exception {
        configuration("lisen:", "  port: 1", "drain: soon");

        try (JavaProcess process = run("--config", "fake.yaml")) {
            assertThat(process.endsWith(2).err())
                    .isEqualTo(
                            """
                            fake.yaml:1: lisen: unknown key; did you mean listen? Allowed here: drain, listen, admin, broken, telemetry
                            fake.yaml:3: drain: must be a duration, such as 20s; it is "soon"
                            """);
            assertThat(process.out()).isEmpty();
        }
    }

    @Test
    void fileThatIsNotThere_isRefused() throws Exception {
        try (JavaProcess process = run("--config", "none.yaml")) {
            assertThat(process.endsWith(2).err()).isEqualTo("none.yaml: there is no such file\n");
        }
    }

    @Test
    void keyThatIsNotThere_isRefusedWithItsLine() throws Exception {
        configuration("listen:", "  tls: {certificate: none.pem, key: fake.yaml}");

        try (JavaProcess process = run("--config", "fake.yaml", "--check")) {
            assertThat(process.endsWith(2).err())
                    .startsWith("fake.yaml:2: listen.tls.certificate: names a file that does not exist; ")
                    .contains("fake.yaml:2: listen.tls.key: names a file that is not a private key in PEM form");
        }
    }

    @Test
    void pseudonymKeysThatAreNotThere_areRefusedWithTheirLine() throws Exception {
        configuration("telemetry:", "  privacy:", "    keyFile: none.keys");

        try (JavaProcess process = run("--config", "fake.yaml", "--check")) {
            assertThat(process.endsWith(2).err())
                    .isEqualTo(
                            "fake.yaml:3: telemetry.privacy.keyFile: must be a text file that exists and may be read\n");
        }
    }

    @Test
    void busyPorts_areRefusedTogether() throws Exception {
        try (ServerSocket first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket second = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            configuration("listen:", "  port: " + first.getLocalPort());
            try (JavaProcess process = run("--config", "fake.yaml", "--set", "admin.port=" + second.getLocalPort())) {
                assertThat(process.endsWith(2).err().lines())
                        .containsExactly(
                                "fake.yaml:2: listen.port: 127.0.0.1:" + first.getLocalPort()
                                        + " is in use; stop the process that listens there, or choose another port",
                                "--set admin.port: 127.0.0.1:" + second.getLocalPort()
                                        + " is in use; stop the process that listens there, or choose another port");
            }
        }
    }

    @Test
    void addressOfAnotherMachine_isRefused() throws Exception {
        try (JavaProcess process = run("--config", "fake.yaml", "--set", "listen.host=192.0.2.1")) {
            assertThat(process.endsWith(2).err())
                    .isEqualTo("--set listen.host: 192.0.2.1 is no address of this machine\n");
        }
    }

    @Test
    void failureThatIsNobodysMistake_endsWithOneLineAndCode1() throws Exception {
        try (JavaProcess process = run("--config", "fake.yaml", "--set", "broken=true")) {
            assertThat(process.endsWith(1).err()).isEqualTo("loupe fake: cannot start: the wheel came off\n");
        }
    }

    @Test
    void check_saysOkAndStartsNothing() throws Exception {
        try (JavaProcess process = run("--config", "fake.yaml", "--check")) {
            assertThat(process.endsWith(0).out()).isEqualTo("fake.yaml: OK\n");
        }
    }

    @Test
    void termination_drainsThenFlushesThenEndsWithCode0() throws Exception {
        try (JavaProcess process = run("--config", "fake.yaml")) {
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), process.readyPort())) {
                assertThat(client.getInputStream().readNBytes(6))
                        .isEqualTo("hello\n".getBytes(StandardCharsets.US_ASCII));
                process.terminate();
                process.saysAtLast("draining");
                assertThat(process.isAlive()).isTrue();
            }
            assertThat(process.endsWith(0).out().lines())
                    .satisfiesExactly(
                            ready ->
                                    assertThat(ready).matches("loupe fake ready in \\d+\\.\\d s: 127\\.0\\.0\\.1:\\d+"),
                            draining -> assertThat(draining).isEqualTo("draining"),
                            drained -> assertThat(drained).isEqualTo("drained"),
                            flushed -> assertThat(flushed).isEqualTo("flushed"));
        }
    }

    private JavaProcess run(String... args) {
        return JavaProcess.start(folder, args);
    }

    private void configuration(String... lines) throws IOException {
        Files.writeString(folder.resolve("fake.yaml"), String.join("\n", lines));
    }
}

package dev.loupe.proxy.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the proxy says to configurations, right and wrong. The launcher's own tests tell it from every mistake apart. */
class CommandLineTest {
    @TempDir
    private Path folder;

    @Test
    void severalMistakesAtOnce_areALineEach() throws Exception {
        Files.writeString(
                folder.resolve("proxy.yaml"),
                """
                service: rings
                listen:
                  prot: 9000
                  maxConnections: many
                upstream:
                  url: minio:9000
                  responseTimeout: 300
                telemetry: {keep: {policy: some}}
                """);

        try (ProxyProcess process = ProxyProcess.start(folder, "--config", "proxy.yaml", "--set", "drain=9h")) {
            assertThat(process.endsWith(2).err())
                    .isEqualTo(
                            """
                            proxy.yaml:3: listen.prot: unknown key; did you mean port? Allowed here: host, port, tls, \
                            maxConnections, maxHeaderSize, maxTargetSize, keepAlive, headerTimeout, idleTimeout, halfClose
                            proxy.yaml:4: listen.maxConnections: must be a whole number, such as 10000; it is "many"
                            proxy.yaml:6: upstream.url: must be an address, such as http://127.0.0.1:9001; \
                            it is "minio:9000"
                            proxy.yaml:7: upstream.responseTimeout: must be a duration, such as 5m; it is "300"
                            proxy.yaml:8: telemetry.keep.policy: must be one of selective, all; it is "some"
                            --set drain: must be from 0s to 1h
                            """);
            assertThat(process.out()).isEmpty();
        }
    }

    @Test
    void fileThatIsMissingAndKeysThatCannotBeRead_areTold() throws Exception {
        Files.writeString(folder.resolve("proxy.yaml"), "listen:\n  tls:\n    certificate: none.pem\n    key: .\n");

        try (ProxyProcess missing = ProxyProcess.start(folder, "--config", "prxoy.yaml");
                ProxyProcess unreadable = ProxyProcess.start(folder, "--config", "proxy.yaml", "--check")) {
            assertThat(missing.endsWith(2).err()).isEqualTo("prxoy.yaml: there is no such file\n");
            assertThat(unreadable.endsWith(2).err().lines())
                    .containsExactly(
                            "proxy.yaml:3: listen.tls.certificate: names a file that does not exist;"
                                    + " paths are relative to the configuration file",
                            "proxy.yaml:4: listen.tls.key: names a folder; name a PEM file");
        }
    }

    @Test
    void busyPorts_areToldTogetherAndNothingIsReady() throws Exception {
        Files.writeString(folder.resolve("proxy.yaml"), "# as it ships");
        try (ServerSocket first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket second = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ProxyProcess process = ProxyProcess.start(
                        folder,
                        "--config",
                        "proxy.yaml",
                        "--set",
                        "listen.port=" + first.getLocalPort(),
                        "--set",
                        "console.port=" + second.getLocalPort())) {
            assertThat(process.endsWith(2).err().lines())
                    .containsExactly(
                            "--set listen.port: 127.0.0.1:" + first.getLocalPort()
                                    + " is in use; stop the process that listens there, or choose another port",
                            "--set console.port: 127.0.0.1:" + second.getLocalPort()
                                    + " is in use; stop the process that listens there, or choose another port");
            assertThat(process.out()).doesNotContain("ready");
        }
    }

    @Test
    void check_ofWhatShipsIsOk() throws Exception {
        String shipped = Path.of("../conf/proxy.yaml").toAbsolutePath().toString();

        try (ProxyProcess process = ProxyProcess.start(folder, "--config", shipped, "--check")) {
            assertThat(process.endsWith(0).out()).isEqualTo(shipped + ": OK\n");
            assertThat(process.err()).isEmpty();
        }
    }
}

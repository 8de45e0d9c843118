package dev.loupe.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.loupe.console.config.ConfigLoader;
import dev.loupe.console.config.ConfigReference;
import dev.loupe.console.config.InvalidConfiguration;
import dev.loupe.telemetry.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyConfigTest {
    private static final Path SHIPPED = Path.of("../conf/proxy.yaml");

    @TempDir
    private Path folder;

    @Test
    void shippedFile_isSelectiveAndOtherwiseTheDefaults() throws InvalidConfiguration {
        ProxyConfig shipped = load(SHIPPED, Map.of());

        assertThat(shipped.telemetry().keep().policy()).isEqualTo(Settings.Policy.SELECTIVE);
        assertThat(shipped.telemetry().keep().baseline()).isEqualTo(100);
        assertThat(shipped)
                .usingRecursiveComparison()
                .ignoringFields("telemetry.keep.slowByOperation")
                .isEqualTo(ProxyConfig.defaults());
    }

    @Test
    void shippedFile_showsEveryKeyEvenThoseThatAreRemarks() throws IOException {
        String shipped = Files.readString(SHIPPED);

        ConfigReference.of(ProxyConfig.defaults())
                .forEach(row -> assertThat(shipped).contains(row.path().replaceFirst(".*\\.", "") + ":"));
    }

    @Test
    void shippedFile_takesTheStoreFromTheEnvironment() throws InvalidConfiguration {
        assertThat(load(SHIPPED, Map.of("LOUPE_UPSTREAM_URL", "https://minio:9000"))
                        .upstream()
                        .url())
                .isEqualTo(URI.create("https://minio:9000"));
    }

    @Test
    void operationsOwnThreshold_isRead() throws Exception {
        Path file = Files.writeString(
                folder.resolve("proxy.yaml"), "telemetry: {keep: {slowByOperation: {GetObject: 2s}}}");

        assertThat(load(file, Map.of()).telemetry().keep().slowByOperation())
                .isEqualTo(Map.of("GetObject", Duration.ofSeconds(2)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            service: ' '                       | service: must be the name of the service that the spans are about
            threads: -1                        | threads: must be from 0 to 256
            drain: 2h                          | drain: must be from 0s to 1h
            listen: {host: ''}                 | listen.host: must be an address to listen on, such as 127.0.0.1 or 0.0.0.0
            listen: {port: 65536}              | listen.port: must be from 0 to 65535
            console: {port: 9000}              | console.port: must be another port than listen.port
            listen: {maxConnections: 0}        | listen.maxConnections: must be from 1 to 1000000
            listen: {maxHeaderSize: 2MiB}      | listen.maxHeaderSize: must be from 1KiB to 1MiB
            listen: {maxTargetSize: 12}        | listen.maxTargetSize: must be from 1KiB to 1MiB
            listen: {headerTimeout: 5ms}       | listen.headerTimeout: must be from 1s to 1h
            upstream: {url: 'ftp://minio'}     | upstream.url: must be http:// or https:// with host and port and nothing else, such as http://minio:9000
            upstream: {url: 'http://m/path'}   | upstream.url: must be http:// or https:// with host and port and nothing else, such as http://minio:9000
            upstream: {url: 'http://u:p@m'}    | upstream.url: must be http:// or https:// with host and port and nothing else, such as http://minio:9000
            upstream: {idleTimeout: 48h}       | upstream.idleTimeout: must be from 0s to 24h
            upstream: {connectTimeout: 0s}     | upstream.connectTimeout: must be from 1ms to 1h
            upstream: {tls: {key: k.pem}}      | upstream.tls.certificate: must be given too: certificate and key belong together
            upstream: {tls: {certificate: c}}  | upstream.tls.key: must be given too: certificate and key belong together
            s3: {domains: ['a b']}             | s3.domains[0]: must be a host name without port, such as s3.example.com
            s3: {redact: [ok, '(']}            | s3.redact[1]: must be a regular expression, such as \\d{6,}; this one has: Unclosed group
            s3: {fileNames: none}              | s3.fileNames: must be one of plain, extension, hidden; it is "none"
            console: {host: 0.0.0.0}           | console.host: must be a loopback address such as 127.0.0.1, unless console.tls is given or console.insecure is true
            console: {host: 127.evil.org}      | console.host: must be a loopback address such as 127.0.0.1, unless console.tls is given or console.insecure is true
            """)
    void wrongValue_isToldWithItsLineAndWhatIsAllowed(String line, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("proxy.yaml"), line);

        assertThat(catchThrowableOfType(InvalidConfiguration.class, () -> load(file, Map.of()))
                        .mistakes())
                .containsExactly(file + ":1: " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            console: {host: 0.0.0.0, insecure: true}
            console: {host: 0.0.0.0, enabled: false}
            console: {host: 0.0.0.0, tls: {certificate: c.pem, key: k.pem}}
            console: {host: '::1'}
            console: {host: localhost}
            listen: {port: 9464, host: 10.0.0.1}
            upstream: {url: 'http://[::1]:9000/'}
            """)
    void unusualButRightValue_isAccepted(String line) throws Exception {
        assertThat(load(Files.writeString(folder.resolve("proxy.yaml"), line), Map.of()))
                .isNotNull();
    }

    private static ProxyConfig load(Path file, Map<String, String> environment) throws InvalidConfiguration {
        return new ConfigLoader(environment)
                .load(file, List.of(), ProxyConfig.defaults())
                .config();
    }
}

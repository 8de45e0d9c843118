package dev.loupe.console.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.loupe.telemetry.Settings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {
    @TempDir
    private Path folder;

    @Test
    void emptyFile_isAllDefaults() {
        assertThat(SampleFile.saying(folder, "").loads()).isEqualTo(Sample.defaults());
        assertThat(SampleFile.saying(folder, "# nothing but a remark", "---").loads())
                .isEqualTo(Sample.defaults());
    }

    @Test
    void oneGroup_isReadWhateverElseStandsInTheFile() throws Exception {
        Path file = Files.writeString(
                folder.resolve("other.yaml"),
                "secret: ${NOT_SET}\ntelemetry:\n  privacy:\n    keys: {1: \"${KEY}\"}\n    current: 1\n");
        Settings.Privacy defaults = Settings.Privacy.defaults();
        ConfigLoader loader = new ConfigLoader(Map.of("KEY", "correct horse battery"));

        Settings.Privacy privacy =
                loader.loadGroup(file, "telemetry.privacy", defaults).config();

        assertThat(privacy.keys()).containsOnlyKeys("1");
        assertThat(privacy.current()).contains(1);
        assertThat(loader.loadGroup(file, "telemetry.none", defaults).config()).isEqualTo(defaults);
    }

    @Test
    void mistakeInOneGroup_isToldWithItsLineAndWholeKey() throws Exception {
        Path file = Files.writeString(
                folder.resolve("other.yaml"), "telemetry:\n  privacy:\n    keys: {1: \"too short\"}\n    curent: 1\n");
        ConfigLoader loader = new ConfigLoader(Map.of());

        assertThatExceptionOfType(InvalidConfiguration.class)
                .isThrownBy(() -> loader.loadGroup(file, "telemetry.privacy", Settings.Privacy.defaults()))
                .satisfies(invalid -> assertThat(invalid.mistakes())
                        .hasSize(2)
                        .anySatisfy(mistake -> assertThat(mistake)
                                .contains("other.yaml:3: telemetry.privacy.keys.1: must be at least 16 bytes")
                                .doesNotContain("too short"))
                        .anySatisfy(mistake -> assertThat(mistake)
                                .contains(
                                        "other.yaml:4: telemetry.privacy.curent: unknown key; did you mean current?")));
    }

    @Test
    void everyType_isRead() {
        Sample sample = SampleFile.saying(
                        folder,
                        "name: \"earrings\"",
                        "colour: roseGold",
                        "share: 0.25",
                        "eager: false",
                        "pool:",
                        "  size: 20",
                        "  queue: 1000",
                        "  delay: 250ms",
                        "  buffer: 1MiB",
                        "  server: https://store:9443",
                        "tls: {certificate: tls/server.pem, key: /etc/server.key}",
                        "jaeger: http://jaeger:16686",
                        "domains: [s3.example.com, 10]",
                        "slow:",
                        "  PutObject: 2h",
                        "headers:",
                        "  authorization: Bearer x",
                        "password: 0123")
                .loads();

        assertThat(sample.name()).isEqualTo("earrings");
        assertThat(sample.colour()).isEqualTo(Sample.Colour.ROSE_GOLD);
        assertThat(sample.share()).isEqualTo(0.25);
        assertThat(sample.eager()).isFalse();
        assertThat(sample.pool())
                .isEqualTo(new Sample.Pool(
                        20,
                        1000,
                        Duration.ofMillis(250),
                        DataSize.ofKibibytes(1024),
                        URI.create("https://store:9443")));
        assertThat(sample.tls())
                .contains(new ServerTls(folder.resolve("tls/server.pem").toAbsolutePath(), Path.of("/etc/server.key")));
        assertThat(sample.jaeger()).contains(URI.create("http://jaeger:16686"));
        assertThat(sample.domains()).containsExactly("s3.example.com", "10");
        assertThat(sample.slow()).isEqualTo(Map.of("PutObject", Duration.ofHours(2)));
        assertThat(sample.headers()).isEqualTo(Map.of("authorization", "Bearer x"));
        assertThat(sample.password()).contains("0123");
    }

    @Test
    void groupWithOneKey_keepsTheDefaultsOfTheOthers() {
        Sample.Pool pool =
                SampleFile.saying(folder, "pool:", "  size: 5").loads().pool();

        assertThat(pool)
                .usingRecursiveComparison()
                .ignoringFields("size")
                .isEqualTo(Sample.defaults().pool());
        assertThat(pool.size()).isEqualTo(5);
    }

    @Test
    void groupWithoutKeys_keepsItsDefaults() {
        assertThat(SampleFile.saying(folder, "pool:", "  # size: 5", "slow:", "tls:")
                        .loads())
                .isEqualTo(Sample.defaults());
    }

    @Test
    void enumeration_isReadInEverySpelling() {
        for (String spelling : List.of("rose-gold", "roseGold", "ROSE_GOLD", "rose/gold")) {
            assertThat(SampleFile.saying(folder, "colour: " + spelling).loads().colour())
                    .isEqualTo(Sample.Colour.ROSE_GOLD);
        }
    }

    @Test
    void environmentVariables_standInForValues() {
        SampleFile file = SampleFile.saying(
                        folder,
                        "name: ${SHOP}-${CITY:-nowhere}",
                        "pool: {size: \"${SIZE}\"}",
                        "password: a$${b}$c",
                        "headers: {authorization: \"Bearer ${TOKEN}\"}")
                .with("SHOP", "mes")
                .with("SIZE", "7")
                .with("TOKEN", "$1\\");

        assertThat(file.loads().name()).isEqualTo("mes-nowhere");
        assertThat(file.loads().pool().size()).isEqualTo(7);
        assertThat(file.loads().password()).contains("a${b}$c");
        assertThat(file.loads().headers()).containsEntry("authorization", "Bearer $1\\");
    }

    @Test
    void setOptions_winOverTheFile() {
        Sample sample = SampleFile.saying(folder, "name: file", "pool: {size: 20}", "slow: {GetObject: 2s}")
                .set("name=option = [x]")
                .set("pool.queue=60")
                .set("pool.queue=70")
                .set("slow.PutObject.part=3s")
                .set("domains=[a.example, b.example]")
                .set("tls={certificate: c.pem, key: k.pem}")
                .set("jaeger=http://jaeger:1")
                .set("jaeger=")
                .loads();

        assertThat(sample.name()).isEqualTo("option = [x]");
        assertThat(sample.pool().size()).isEqualTo(20);
        assertThat(sample.pool().queue()).isEqualTo(70);
        assertThat(sample.slow())
                .isEqualTo(Map.of("GetObject", Duration.ofSeconds(2), "PutObject.part", Duration.ofSeconds(3)));
        assertThat(sample.domains()).containsExactly("a.example", "b.example");
        assertThat(sample.tls().map(ServerTls::key)).contains(Path.of("k.pem").toAbsolutePath());
        assertThat(sample.jaeger()).isEqualTo(Optional.empty());
    }

    @Test
    void laterMistake_isLocatedByKey() throws InvalidConfiguration {
        SampleFile.saying(folder, "name: x", "tls:", "  certificate: c.pem", "  key: k.pem");
        Origins origins = new ConfigLoader(Map.of())
                .load(folder.resolve("sample.yaml"), List.of("pool.size=3"), Sample.defaults())
                .origins();

        String file = folder.resolve("sample.yaml").toString();
        assertThat(origins.locate(new Mistake("tls.key", "does not exist")))
                .isEqualTo(file + ":4: tls.key: does not exist");
        assertThat(origins.locate(new Mistake("pool.size", "is odd"))).isEqualTo("--set pool.size: is odd");
        assertThat(origins.locate(new Mistake("share", "is odd"))).isEqualTo(file + ": share: is odd");
        assertThat(origins.locate(new Mistake("pool.delay", "is long")))
                .isEqualTo("--set pool.size: pool.delay: is long");
    }
}

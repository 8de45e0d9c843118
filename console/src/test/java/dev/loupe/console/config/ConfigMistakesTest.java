package dev.loupe.console.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigMistakesTest {
    private static final String ALL_KEYS =
            "name, colour, share, eager, pool, tls, jaeger, domains, slow, headers, password";

    @TempDir
    private Path folder;

    @Test
    void unknownKey_isNamedWithTheOneThatWasMeant() {
        assertThat(SampleFile.saying(folder, "name: x", "pool:", "  siez: 3", "zebra: 1")
                        .mistakes())
                .containsExactly(
                        "sample.yaml:3: pool.siez: unknown key; did you mean size?"
                                + " Allowed here: size, queue, delay, buffer, server",
                        "sample.yaml:4: zebra: unknown key. Allowed here: " + ALL_KEYS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            eager: yes             | eager: must be true or false; it is "yes"
            share: NaN             | share: must be a number, such as 0.5; it is "NaN"
            share: half            | share: must be a number, such as 0.5; it is "half"
            colour: gold           | colour: must be one of rose-gold, silver; it is "gold"
            name: [a]              | name: must be text, such as rings; it is a list
            name:                  | name: must be text, such as rings; it is empty
            pool: 3                | pool: must be keys and values: size, queue, delay, buffer, server; it is "3"
            pool: {size: 1.5}      | pool.size: must be a whole number, such as 10; it is "1.5"
            pool: {queue: 1e3}     | pool.queue: must be a whole number, such as 50; it is "1e3"
            pool: {delay: 30}       | pool.delay: must be a duration, such as 30s; it is "30"
            pool: {buffer: 1MB}    | pool.buffer: must be a size, such as 16KiB; it is "1MB"
            pool: {buffer: 999999999999GiB} | pool.buffer: must be a size, such as 16KiB; it is "999999999999GiB"
            pool: {server: minio}  | pool.server: must be an address, such as http://127.0.0.1:9001; it is "minio"
            jaeger: {a: b}         | jaeger: must be an address, such as http://127.0.0.1:4318; it is a group of keys
            domains: example.com   | domains: must be a list, such as [first, second]; it is "example.com"
            domains: [[a]]         | domains[0]: must be text, such as mes-files; it is a list
            slow: 3s               | slow: must be keys and values, such as {name: value}; it is "3s"
            slow: {GetObject: 3}   | slow.GetObject: must be a duration, such as 250ms, 30s, 5m or 2h; it is "3"
            tls: {key: k.pem}      | tls.certificate: is missing; it must be a file's path, such as tls/server.pem
            """)
    void wrongType_isToldWithWhatIsAllowed(String line, String message) {
        assertThat(SampleFile.saying(folder, line).mistakes()).containsExactly("sample.yaml:1: " + message);
    }

    @Test
    void valueOutOfRange_isToldWithTheRange() {
        assertThat(SampleFile.saying(folder, "", "pool:", "  size: 0", "  queue: 5000")
                        .mistakes())
                .containsExactly(
                        "sample.yaml:3: pool.size: must be from 1 to 100",
                        "sample.yaml:4: pool.queue: must be from 10 to 1000");
    }

    @Test
    void defaultThatNoLongerFits_isToldToo() {
        assertThat(SampleFile.saying(folder, "pool:", "  size: 60").mistakes())
                .containsExactly("sample.yaml:1: pool.queue: is 50 by default, and must be from 60 to 1000");
    }

    @Test
    void manyMistakes_areAllTold() {
        assertThat(SampleFile.saying(folder, "nmae: x", "eager: 1", "pool: {size: x, delay: y}")
                        .set("share=z")
                        .mistakes())
                .hasSize(5);
    }

    @Test
    void setOption_isTheOriginOfItsMistakes() {
        assertThat(SampleFile.saying(folder, "name: x")
                        .set("pool.siez=3")
                        .set("eager=maybe")
                        .set("tls={certificat: c.pem, key: k.pem, certificate: c.pem}")
                        .set("pool.size=101")
                        .set("domains=[a")
                        .set("name")
                        .mistakes())
                .containsExactly(
                        "--set domains: not valid YAML: expected ',' or ']', but got <stream end>",
                        "--set name: must be key=value, such as telemetry.keep.baseline=10",
                        "--set eager: must be true or false; it is \"maybe\"",
                        "--set pool.siez: unknown key; did you mean size? Allowed here: size, queue, delay, buffer, server",
                        "--set pool.size: must be from 1 to 100",
                        "--set tls: tls.certificat: unknown key; did you mean certificate? Allowed here: certificate, key");
    }

    @Test
    void secrets_areNeverPrinted() {
        assertThat(SampleFile.saying(
                                folder,
                                "password: [hush]",
                                "headers: {authorization: [hush]}",
                                "tls: {certificate: c, key: ''}")
                        .mistakes())
                .hasSize(3)
                .noneMatch(message -> message.contains("hush"));
    }

    @Test
    void valueFromTheEnvironment_isNeverPrinted() {
        assertThat(SampleFile.saying(folder, "pool: {size: \"${SIZE}\"}")
                        .with("SIZE", "hush")
                        .mistakes())
                .containsExactly("sample.yaml:1: pool.size: must be a whole number, such as 10");
    }

    @Test
    void environmentVariableThatIsNotSet_isNamed() {
        assertThat(SampleFile.saying(folder, "name: ${SHOP}", "password: ${no name}")
                        .mistakes())
                .containsExactly(
                        "sample.yaml:1: name: the environment variable SHOP is not set; set it, or write ${SHOP:-default}",
                        "sample.yaml:2: password: ${…} must hold the name of an environment variable, such as ${S3_TOKEN}");
    }

    @Test
    void keyThatStandsTwice_isToldWithBothLines() {
        assertThat(SampleFile.saying(folder, "name: x", "eager: true", "name: y")
                        .mistakes())
                .containsExactly("sample.yaml:3: name: stands twice; the other is on line 1");
    }

    @Test
    void syntaxError_isToldWithItsLine() {
        assertThat(SampleFile.saying(folder, "name: x", "pool:", "\tsize: 3").mistakes())
                .containsExactly("sample.yaml:3: a tab cannot indent YAML; use spaces");
        assertThat(SampleFile.saying(folder, "name: x", "password: \"hush", "").mistakes())
                .containsExactly("sample.yaml:3: not valid YAML: found unexpected end of stream");
        assertThat(SampleFile.saying(folder, "name: x: y").mistakes())
                .containsExactly("sample.yaml:1: not valid YAML: mapping values are not allowed here");
    }

    @Test
    void controlCharacter_isRefused() {
        assertThat(SampleFile.saying(folder, "name: \u0001").mistakes())
                .containsExactly("sample.yaml: holds a character that YAML does not allow");
    }

    @Test
    void listAtTheTop_isRefused() {
        assertThat(SampleFile.saying(folder, "- a").mistakes())
                .containsExactly("sample.yaml:1: the file must consist of keys and values, such as \"drain: 20s\"");
    }

    @Test
    void keyThatIsNoWord_isRefused() {
        assertThat(SampleFile.saying(folder, "? [a]", ": b").mistakes())
                .containsExactly("sample.yaml:1: a key must be a plain word");
    }

    @Test
    void aliasBomb_isRefused() {
        String[] lines = IntStream.range(0, 12)
                .mapToObj(level -> "k" + level + ": &a" + level + " ["
                        + IntStream.range(0, 10)
                                .mapToObj(i -> level == 0 ? "x" : "*a" + (level - 1))
                                .collect(Collectors.joining(", "))
                        + "]")
                .toArray(String[]::new);

        assertThat(SampleFile.saying(folder, lines).mistakes())
                .anyMatch(message -> message.endsWith("nested or repeated too much; write it out without aliases"));
    }

    @Test
    void aliasOfItself_isRefused() {
        assertThat(SampleFile.saying(folder, "domains: &a [*a]").mistakes())
                .containsExactly("sample.yaml:1: nested or repeated too much; write it out without aliases");
    }

    @Test
    void fileThatIsNotThere_isToldInOneLine() {
        assertThat(SampleFile.at(folder.resolve("none.yaml")).mistakes())
                .containsExactly("none.yaml: there is no such file");
        assertThat(SampleFile.at(folder).mistakes()).singleElement().asString().endsWith(": is a folder; name a file");
    }

    @Test
    void fileThatIsNotText_isRefused() throws IOException {
        Path file = Files.write(folder.resolve("x.yaml"), "name: ü".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(SampleFile.at(file).mistakes()).containsExactly("x.yaml: is not UTF-8 text");
    }

    @Test
    void hugeFile_isRefusedUnread() throws IOException {
        Path file = Files.writeString(folder.resolve("x.yaml"), "#".repeat(1 << 21));

        assertThat(SampleFile.at(file).mistakes())
                .containsExactly("x.yaml: is larger than 1MiB; this is no configuration file");
    }

    @Test
    void fileThatCannotBeRead_isToldInOneLine() {
        // Nobody, the superuser included, can read a process's memory from address 0.
        assertThat(SampleFile.at(Path.of("/proc/self/mem")).mistakes())
                .containsExactly("mem: cannot be read; check its permissions");
    }
}

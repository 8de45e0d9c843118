package dev.loupe.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.console.sample.SampleLive;
import dev.loupe.console.sample.SampleTraces;
import dev.loupe.console.web.Visitor.Answer;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleHttpTest {
    private static final Pattern ASSET = Pattern.compile("\"(/assets/[^\"]+)\"");

    private final RunningConsole console = new RunningConsole(new SampleLive(), new SampleTraces());
    private final Visitor visitor = new Visitor(console.address());

    @AfterEach
    void close() {
        visitor.close();
        console.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/parts/live",
                "/parts/figures",
                "/parts/traces",
                "/trace/none",
                "/nowhere",
                "/metrics",
                "/health/live"
            })
    void everyAnswer_carriesStrictHeaders(String path) {
        Answer answer = visitor.gets(path);

        assertThat(answer.headers().get("Content-Security-Policy"))
                .isEqualTo("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                        + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
        assertThat(answer.headers().get("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.headers().get("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.headers().get("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void pages_containNoScriptAndNoStyleOfTheirOwn() {
        assertThat(visitor.gets("/").body())
                .doesNotContainPattern("<script(?! src=\"/assets/)")
                .doesNotContainPattern("<style|\\sstyle=|\\son[a-z]+=");
    }

    @Test
    void assets_areThereAndMayBeKept() {
        Matcher paths = ASSET.matcher(visitor.gets("/").body());
        List<String> found =
                paths.results().map(result -> result.group(1)).distinct().toList();

        assertThat(found).hasSize(4).allSatisfy(path -> {
            Answer answer = visitor.gets(path);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.headers().get("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
            assertThat(answer.body()).isNotEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/assets/../console.css", "/assets/0/console.css", "/trace/", "/parts"})
    void unknownAddress_isNotFound(String path) {
        assertThat(visitor.gets(path).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS"})
    void anythingButReading_isRefused(String method) {
        Answer answer = visitor.asks(HttpMethod.valueOf(method), "/");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers().get("Allow")).isEqualTo("GET, HEAD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/metrics", "/health/live", "/health/ready"})
    void head_hasTheHeadersOfGetAndNoBody(String path) {
        Answer get = visitor.gets(path);
        Answer head = visitor.asks(HttpMethod.HEAD, path);

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.headers().get("Content-Type")).isEqualTo(get.headers().get("Content-Type"));
        assertThat(head.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "127.0.0.1", "127.1.2.3"})
    void loopbacksNames_areWelcome(String host) {
        assertThat(visitor.asksAs(host).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "10.0.0.1"})
    void foreignNames_areTurnedAway(String host) {
        Answer answer = visitor.asksAs(host);

        assertThat(answer.status()).isEqualTo(421);
        assertThat(answer.body()).doesNotContain("<html");
    }

    @Test
    void metrics_areInTheFormThatWasAskedFor() {
        Answer plain = visitor.gets("/metrics");
        Answer open =
                visitor.asks(HttpMethod.GET, "/metrics", "127.0.0.1", Map.of("Accept", "application/openmetrics-text"));

        assertThat(plain.headers().get("Content-Type")).isEqualTo("text/plain; version=1");
        assertThat(open.headers().get("Content-Type")).isEqualTo("application/openmetrics-text; version=1");
        assertThat(plain.body()).isEqualTo("up 1\n");
    }

    @Test
    void liveness_needsNothing() {
        Answer answer = visitor.gets("/health/live");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"live\"}");
    }
}

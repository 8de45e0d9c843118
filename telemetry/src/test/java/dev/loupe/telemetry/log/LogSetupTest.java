package dev.loupe.telemetry.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.loupe.telemetry.Settings;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class LogSetupTest {
    private final PrintStream stderr = System.err;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @BeforeEach
    void capture() {
        System.setErr(new PrintStream(written, true, UTF_8));
    }

    @AfterEach
    void restore() {
        MDC.clear();
        System.setErr(stderr);
        LogSetup.apply(Settings.Log.defaults(), "loupe");
    }

    @Test
    void text_isOneReadableLineWithTheTrace() {
        LogSetup.apply(new Settings.Log(Settings.Format.TEXT, Settings.Level.INFO), "proxy");
        LoggerFactory.getLogger("dev.loupe.Proxy").info("listening on {}", 8080);
        MDC.put("trace.id", "0af7651916cd43dd8448eb211c80319c");
        LoggerFactory.getLogger("dev.loupe.Proxy").debug("too much");
        LoggerFactory.getLogger("dev.loupe.Proxy").warn("slow");
        List<String> lines = lines(2);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} INFO  Proxy: listening on 8080");
        assertThat(lines.get(1)).matches("[\\d:.]+ WARN  Proxy: slow trace=0af7651916cd43dd8448eb211c80319c");
    }

    @Test
    void textFromOutside_cannotForgeALineOrSteerATerminal() {
        LogSetup.apply(new Settings.Log(Settings.Format.TEXT, Settings.Level.INFO), "proxy");
        LoggerFactory.getLogger("dev.loupe.Proxy").info("refused {}", "a\r\n12:00:00.000 ERROR \u001b[2J");
        assertThat(lines(1)).singleElement().satisfies(line -> assertThat(line)
                .endsWith("refused a 12:00:00.000 ERROR  [2J"));
    }

    @Test
    void ecs_isOneJsonObjectALineWithTraceSpanAndService() {
        LogSetup.apply(new Settings.Log(Settings.Format.ECS, Settings.Level.DEBUG), "proxy");
        MDC.put("trace.id", "0af7651916cd43dd8448eb211c80319c");
        MDC.put("span.id", "00f067aa0ba902b7");
        LoggerFactory.getLogger("dev.loupe.Proxy").debug("line\nbreak", new IllegalStateException("why"));
        assertThat(lines(1)).singleElement().satisfies(line -> {
            JsonObject json = new JsonObject(line);
            assertThat(json.getString("message")).isEqualTo("line\nbreak");
            assertThat(json.getString("log.level")).isEqualTo("DEBUG");
            assertThat(json.getString("service.name")).isEqualTo("proxy");
            assertThat(json.getString("trace.id")).isEqualTo("0af7651916cd43dd8448eb211c80319c");
            assertThat(json.getString("span.id")).isEqualTo("00f067aa0ba902b7");
            assertThat(json.getString("error.message")).isEqualTo("why");
            assertThat(json.getString("@timestamp")).isNotEmpty();
        });
    }

    @Test
    void libraryThatQuotesWhatItReads_isNotHeard() {
        LogSetup.apply(new Settings.Log(Settings.Format.TEXT, Settings.Level.TRACE), "proxy");
        LoggerFactory.getLogger("io.netty.handler.codec.http2.Http2FrameCodec")
                .warn("stream", new IllegalStateException("invalid header name [10234]"));
        LoggerFactory.getLogger("io.netty.resolver.dns.DnsNameResolver").debug("no address for ivanova.shop.example");
        LoggerFactory.getLogger("io.netty.channel.nio.NioEventLoop").warn("said last");
        assertThat(lines(1)).singleElement().satisfies(line -> assertThat(line).endsWith("said last"));
    }

    @Test
    void javaUtilLogging_isLedHere() {
        LogSetup.apply(new Settings.Log(Settings.Format.TEXT, Settings.Level.INFO), "proxy");
        java.util.logging.Logger logger = java.util.logging.Logger.getLogger("com.example.Library");
        logger.fine("detail");
        logger.log(java.util.logging.Level.WARNING, "odd {0}", "thing");
        assertThat(lines(1)).singleElement().satisfies(line -> assertThat(line).endsWith("WARN  Library: odd thing"));
    }

    @Test
    void processThatEnds_hasWrittenItsLastLine() {
        LogSetup.apply(Settings.Log.defaults(), "proxy");
        LoggerFactory.getLogger("dev.loupe.Proxy").info("stopped");
        LogSetup.stop();
        assertThat(lines(1)).singleElement().satisfies(line -> assertThat(line).endsWith("stopped"));
    }

    @Test
    void vertx_isToldToLogHere() {
        LogSetup.apply(Settings.Log.defaults(), "proxy");
        assertThat(System.getProperty("vertx.logger-delegate-factory-class-name"))
                .isEqualTo("io.vertx.core.logging.SLF4JLogDelegateFactory");
    }

    /** So many lines, once they have been written, and whatever else has been. */
    private List<String> lines(int count) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> written.toString(UTF_8).lines().count() >= count);
        return written.toString(UTF_8).lines().toList();
    }
}

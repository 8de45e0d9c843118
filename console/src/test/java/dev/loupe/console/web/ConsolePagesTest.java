package dev.loupe.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.console.sample.FileSpans;
import dev.loupe.console.sample.Jeweller;
import dev.loupe.console.sample.SampleLive;
import dev.loupe.console.sample.SampleSpan;
import dev.loupe.console.sample.SampleTraces;
import dev.loupe.console.web.Visitor.Answer;
import dev.loupe.telemetry.live.LiveOperations.Running;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConsolePagesTest {
    private static final String EVIL = "<script>alert(1)</script>\"'.stl";

    private final Jeweller jeweller = Jeweller.until(Instant.now());
    private final SampleLive live = jeweller.live();
    private final SampleTraces traces = jeweller.traces();
    private final RunningConsole console = new RunningConsole(live, traces);
    private final Visitor visitor = new Visitor(console.address());

    @AfterEach
    void close() {
        visitor.close();
        console.close();
    }

    @Test
    void dashboard_showsAllThatIsKnown() {
        String page = visitor.gets("/").body();

        assertThat(page)
                .contains("ring-signet-hires.ply", "3.87 s", "40.1 MB")
                .contains("GetObject", "412", "1.82 s")
                .contains("404 NoSuchKey", "503 SlowDown", "broken by client", "baseline")
                .contains("/trace/" + jeweller.slowStore());
    }

    @Test
    void filter_showsOnlyWhatMatches() {
        String page =
                visitor.gets("/?operation=GetObject&file=EMERALD&errors=on").body();

        assertThat(tracesIn(page)).hasSize(1);
        assertThat(page)
                .contains("503 SlowDown")
                .contains("1 that match, of 29 traces")
                .contains("value=\"EMERALD\"")
                .contains("hx-get=\"/parts/traces?operation=GetObject&amp;file=EMERALD&amp;errors=on\"");
    }

    @Test
    void filterThatMatchesNothing_saysSo() {
        assertThat(visitor.gets("/parts/traces?file=unicorn").body()).contains("None of the 29 traces match");
    }

    @Test
    void unknownOperationInTheFilter_staysChosen() {
        assertThat(visitor.gets("/?operation=DeleteObject").body()).containsPattern("value=\"DeleteObject\" +selected");
    }

    @Test
    void moreTracesThanFit_areCounted() {
        for (int i = 0; i < 60; i++) {
            traces.keep("baseline", FileSpans.missing("orders/" + i + ".stl").ended());
        }
        String part = visitor.gets("/parts/traces").body();

        assertThat(tracesIn(part)).hasSize(50);
        assertThat(part).contains("the newest 50 of 89 traces");
    }

    @Test
    void nameThatIsMarkup_isShownAsText() {
        String trace = traces.keep(
                "error", FileSpans.missing(EVIL).failed(EVIL).withEvent(EVIL).ended());
        live.running(List.of(new Running(EVIL, EVIL, trace, 1, 1)));

        for (String path :
                List.of("/", "/?file=" + "%3Cscript%3Ealert(1)%22", "/trace/" + trace, "/trace/%3Cscript%3Ealert(1)")) {
            assertThat(visitor.gets(path).body())
                    .containsPattern("&lt;script(>|&gt;)alert")
                    .doesNotContain("<script>alert");
        }
        assertThat(visitor.gets("/?file=%22%3E%3Cb%3E").body()).contains("value=\"&#34;>&lt;b>\"");
    }

    @Test
    void trace_answersWhoWasSlow() {
        Answer answer = visitor.gets("/trace/" + jeweller.slowReader());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .contains("The client read slowly: 4.12 s of 4.41 s were spent waiting for it.")
                .contains("Client: slow to read", "4,121.000 ms", "93 %")
                .contains("loupe.s3.client_stall_seconds", "4442587FB7D0A2F9")
                .contains("href=\"http://jaeger.test:16686/trace/" + jeweller.slowReader() + "\"");
    }

    @Test
    void brokenTransfer_saysSoOnTop() {
        String trace = traces.keep(
                "error",
                FileSpans.broken("crown.glb", 9_000_000, "client", 1_234_567).ended());

        assertThat(visitor.gets("/trace/" + trace).body())
                .contains("The client broke the transfer off after 1.23 MB.")
                .contains("broken by the client (closed) after 1234567 bytes");
    }

    @Test
    void traceOfManySpans_isATreeWithEventsAndLinks() {
        SpanData other = SampleSpan.named("earlier").ended();
        SpanData order =
                SampleSpan.named("order").withEvent("priced").linkedTo(other).ended();
        SpanData file = SampleSpan.named("file").under(order).ended();
        String trace = traces.keep("slow", order, file);

        assertThat(visitor.gets("/trace/" + trace).body())
                .contains("depth-0", "depth-1", "href=\"#span-" + file.getSpanId() + "\"")
                .contains("priced", "to show it")
                .contains("href=\"/trace/" + other.getTraceId() + "\"");
    }

    @Test
    void unknownTrace_saysHowToKeepMore() {
        Answer answer = visitor.gets("/trace/0123456789abcdef0123456789abcdef");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body())
                .contains("This trace is not here", "telemetry.keep.policy: all", "telemetry.recent.traces")
                .contains("http://jaeger.test:16686/trace/0123456789abcdef0123456789abcdef");
    }

    @Test
    void noTrafficYet_saysHowToBegin() {
        try (RunningConsole quiet = new RunningConsole(new SampleLive(), new SampleTraces());
                Visitor newcomer = new Visitor(quiet.address())) {
            assertThat(newcomer.gets("/").body())
                    .contains("No traffic yet", "aws --endpoint-url http://127.0.0.1:9000 s3 cp");
        }
    }

    private static List<String> tracesIn(String page) {
        return Pattern.compile("id=\"trace-")
                .matcher(page)
                .results()
                .map(MatchResult::group)
                .toList();
    }
}

package dev.loupe.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WrkTest {

    private static final Request SMALL = new Request("GET", "/a", 1024);
    private static final Request LARGE = new Request("GET", "/b", 1 << 20);
    private static final Request UPLOAD = new Request("PUT", "/c", 1 << 20);

    private static final String OUTPUT =
            """
            Running 2s test @ http://127.0.0.1:1/a
              2 threads and 16 connections
            LOUPE-BENCH requests=1000 bytes=1100000000 micros=2000000 p50=310.5 p99=1999.0 status=3 connect=1 read=2 write=4 timeout=8
            """;

    @Test
    void outputWithTheScriptsLine_isRead() {
        WrkResult result = WrkResult.parse(OUTPUT);

        assertThat(result).isEqualTo(new WrkResult(1000, 1_100_000_000, 2_000_000, 310.5, 1999.0, 3, 15));
        assertThat(result.requestsPerSecond()).isEqualTo(500);
        assertThat(result.errors()).isEqualTo(18);
    }

    @Test
    void outputWithoutIt_isShownInTheError() {
        assertThatThrownBy(() -> WrkResult.parse("unable to connect")).hasMessageContaining("unable to connect");
        assertThatThrownBy(() -> WrkResult.parse("LOUPE-BENCH requests=many")).hasMessageContaining("requests=many");
        assertThatThrownBy(() -> WrkResult.parse("LOUPE-BENCH requests=1")).hasMessageContaining("unreadable");
    }

    @Test
    void runEndedAmidLargeDownloads_theirBytesCountAsFractions() {
        WrkResult result = WrkResult.parse(OUTPUT);

        assertThat(result.objects(LARGE)).isBetween(1049.0, 1049.1);
        assertThat(result.objects(SMALL)).isEqualTo(1000);
        assertThat(result.objects(UPLOAD)).isEqualTo(1000);
    }

    @Test
    void script_hasABodyForUploadsOnly() {
        assertThat(Wrk.source(UPLOAD)).contains("wrk.method = 'PUT'", "string.rep('x', 1048576)");
        assertThat(Wrk.source(SMALL)).doesNotContain("wrk.body").contains(WrkResult.MARK + "requests=%d");
    }
}

package dev.loupe.assembly.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.assembly.fixture.RawClient;
import dev.loupe.assembly.fixture.RunningAdapter;
import dev.loupe.assembly.fixture.TalkativeServer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What could be read in two ways is answered by the adapter, on every path, and no server sees a byte of it. */
class RefusedRequestsTest extends WireTest {
    private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final List<String> PATHS = List.of("inbound", "shop-api", "forward", "files");

    /** What follows the first line. */
    private static final List<String> READ_IN_TWO_WAYS = List.of(
            "Host: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "Host: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
            "Host: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
            "Host: a\r\nContent-Length: +5\r\n\r\nhello",
            "Host: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
            "Host: a\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
            "Host: a\r\nTransfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
            "Host: a\r\nX-Order: 1\r\n folded\r\n\r\n",
            "Host: a\nContent-Length: 0\n\n",
            "Host: a\r\nX-Order: 1\rTransfer-Encoding: chunked\r\n\r\n",
            "Host: a\r\nHost: b\r\n\r\n",
            "Content-Length: 0\r\n\r\n",
            "Host: a\r\n: empty\r\n\r\n",
            "Host: a\r\nX-Order: \0\r\n\r\n");

    @Test
    void requestThatCouldBeReadInTwoWays_reachesNobody() throws Exception {
        TalkativeServer server =
                closes(TalkativeServer.that(request -> "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
        RunningAdapter adapter = adapter(
                """
                service: mes-api
                inbound:
                  listen: {port: 0}
                  upstream: {url: "%1$s"}
                outbound:
                  - name: shop-api
                    listen: {port: 0}
                    upstream: {url: "%1$s"}
                forward:
                  listen: {port: 0}
                  allow: ["127.0.0.1"]
                s3:
                  - name: files
                    listen: {port: 0}
                    upstream: {url: "%1$s"}
                """
                        .formatted(server.address()));

        for (String path : PATHS) {
            String target = path.equals("forward") ? server.address() + "/prices" : "/prices";
            for (String rest : READ_IN_TWO_WAYS) {
                String answer =
                        RawClient.sayAndLeave(adapter.path(path), "POST " + target + " HTTP/1.1\r\n" + rest + SMUGGLED);

                assertThat(answer)
                        .as("%s: %s", path, rest)
                        .startsWith("HTTP/1.1 400 ")
                        .contains("\r\nConnection: close\r\n");
                assertThat(answer.lastIndexOf("HTTP/1.1")).as(answer).isZero();
            }
        }
        assertThat(server.asked()).isEmpty();
        long refused = (long) PATHS.size() * READ_IN_TWO_WAYS.size();
        assertThat(adapter.metrics()).containsPattern("loupe_relay_refused\\S* " + refused + "\\b");
    }
}

package dev.loupe.assembly.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.assembly.fixture.RawClient;
import dev.loupe.assembly.fixture.RunningAdapter;
import dev.loupe.assembly.fixture.TalkativeServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What could be read in two ways is answered by the adapter, on every path, and no server sees a byte of it. */
class RefusedRequestsTest extends WireTest {
    private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
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
                "Host: a\r\nX-Order: \0\r\n\r\n",
            })
    void requestThatCouldBeReadInTwoWays_reachesNobody(String rest) throws Exception {
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

        for (String path : new String[] {"inbound", "shop-api", "forward", "files"}) {
            String target = path.equals("forward") ? server.address() + "/prices" : "/prices";
            String answer =
                    RawClient.sayAndLeave(adapter.path(path), "POST " + target + " HTTP/1.1\r\n" + rest + SMUGGLED);

            assertThat(answer).as(path).startsWith("HTTP/1.1 400 ").contains("\r\nConnection: close\r\n");
            assertThat(answer.indexOf("HTTP/1.1", 1)).as(answer).isNegative();
        }
        assertThat(server.asked()).isEmpty();
        assertThat(adapter.metrics()).containsPattern("loupe_relay_refused\\S* 4\\b");
    }
}

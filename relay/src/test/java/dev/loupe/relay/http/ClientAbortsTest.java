package dev.loupe.relay.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.http.ExchangeEnd.Broken;
import dev.loupe.relay.http.ExchangeEnd.Cause;
import dev.loupe.relay.http.ExchangeEnd.Side;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A client that goes away: the upstream sees an abort, never a whole request, and its connection serves nobody else. */
class ClientAbortsTest extends RelayTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
    private static final String LENGTH = "PUT /k HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\n";
    private static final String CHUNKED = "PUT /k HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";

    /** How a client goes. */
    private enum Going {
        RESETS {
            @Override
            void from(Peer client) {
                client.resets();
            }
        },
        CLOSES {
            @Override
            void from(Peer client) {
                client.close();
            }
        },
        FINISHES_SENDING {
            @Override
            void from(Peer client) {
                client.finishesSending();
            }
        };

        abstract void from(Peer client);
    }

    static Stream<Arguments> uploads() {
        return Stream.of(Going.values())
                .flatMap(going -> Stream.of(
                        Arguments.of(going, LENGTH, "", 0),
                        Arguments.of(going, LENGTH, "hell", 4),
                        Arguments.of(going, CHUNKED, "", 0),
                        Arguments.of(going, CHUNKED, "5\r\nhell", 4),
                        Arguments.of(going, CHUNKED, "5\r\nhello", 5),
                        Arguments.of(going, CHUNKED, "5\r\nhello\r\n", 5),
                        Arguments.of(going, CHUNKED, "5\r\nhello\r\n0", 5),
                        Arguments.of(going, CHUNKED, "5\r\nhello\r\n0\r\n", 5),
                        Arguments.of(going, CHUNKED, "5\r\nhello\r\n0\r\nT: 1\r\n", 5),
                        Arguments.of(going, CHUNKED, "5\r\nhello\r\n0\r\n\r", 5)));
    }

    @ParameterizedTest
    @MethodSource("uploads")
    void uploadThatBreaksOff_reachesTheUpstreamAsBroken(Going going, String head, String body, int content) {
        Peer client = client();
        client.sends(head + body);
        Peer store = upstream.accepts().receives(head + body);
        going.from(client);
        store.ends();
        assertThat(exchanges.next().end).isEqualTo(new Broken(Side.CLIENT, Cause.CLOSED, content, 0));
        assertThat(upstream.connections()).isEqualTo(1);
    }

    @Test
    void uploadThatBreaksOffOnAUsedConnection_isNotSentAgain() {
        Peer client = client();
        client.sends(GET);
        Peer store = upstream.accepts();
        store.message();
        store.sends(OK);
        client.receives(OK).sends(LENGTH + "hell");
        store.receives(LENGTH + "hell");
        client.resets();
        store.ends();
        upstream.alwaysAnswers(OK);
        client().sends(GET).receives(OK);
        assertThat(upstream.connections()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("framings")
    void clientGoneDuringADownload_closesTheUpstreamsConnection(Going going, String head, String part, int content) {
        Peer client = client();
        client.sends(GET);
        Peer store = upstream.accepts();
        store.message();
        store.sends(head + part);
        client.receives(head + part);
        going.from(client);
        store.ends();
        assertThat(exchanges.next().end).isEqualTo(new Broken(Side.CLIENT, Cause.CLOSED, 0, content));
        upstream.alwaysAnswers(OK);
        client().sends(GET).receives(OK);
        assertThat(upstream.connections()).isEqualTo(2);
    }

    static Stream<Arguments> framings() {
        return Stream.of(
                Arguments.of(Going.RESETS, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", "hello", 5),
                Arguments.of(
                        Going.RESETS, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "5\r\nhello\r\n", 5),
                Arguments.of(Going.RESETS, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", "hello", 5));
    }

    @Test
    void clientGoneBeforeTheAnswer_closesTheUpstreamsConnection() {
        Peer client = client();
        client.sends(GET);
        Peer store = upstream.accepts();
        store.message();
        client.resets();
        store.ends();
        assertThat(exchanges.next().end).isEqualTo(new Broken(Side.CLIENT, Cause.CLOSED, 0, 0));
    }

    @Test
    void clientGoneWithAPipelinedRequestBehind_leavesThatOneUnsent() {
        Peer client = client();
        client.sends(GET + GET);
        Peer store = upstream.accepts().receives(GET);
        client.resets();
        store.ends();
        assertThat(exchanges.next().end).isInstanceOf(Broken.class);
        assertThat(exchanges.hasMore()).isFalse();
    }

    @Test
    void clientGoneWhileItWaitsForAConnection_leavesItToTheNext() {
        relay(s -> s.maxUpstream = 1);
        Peer first = client().sends(GET);
        Peer store = upstream.accepts().receives(GET);
        Peer second = client().sends(LENGTH + "hell");
        second.resets();
        assertThat(exchanges.next().end).isEqualTo(new Broken(Side.CLIENT, Cause.CLOSED, 4, 0));
        Peer third = client().sends(GET);
        store.sends(OK);
        first.receives(OK);
        store.receives(GET).sends(OK);
        third.receives(OK);
    }

    @Test
    void clientGoneBetweenTwoRequests_leavesTheUpstreamsConnectionForOthers() {
        upstream.alwaysAnswers(OK);
        Peer client = client();
        client.sends(GET).receives(OK).resets();
        client().sends(GET).receives(OK);
        assertThat(upstream.connections()).isEqualTo(1);
        assertThat(exchanges.next().end).isInstanceOf(ExchangeEnd.Whole.class);
    }
}

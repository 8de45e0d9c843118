package dev.loupe.relay.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@code Expect: 100-continue}: the upstream's 100, or its final status, decides. */
class ExpectContinueTest extends RelayTest {
    private static final String HEAD =
            "PUT /k HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n";
    private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

    @Test
    void upstreamsContinue_reachesTheClientBeforeTheBodyIsSent() {
        Peer client = client();
        client.sends(HEAD);
        Peer store = upstream.accepts().receives(HEAD);
        store.sends(CONTINUE);
        client.receives(CONTINUE).sends("hello");
        store.receives("hello").sends(OK);
        client.receives(OK);
        assertThat(exchanges.next().calls)
                .containsExactly("attempt 1", "interim 100", "request ended", "response 200", "response ended");
    }

    @Test
    void finalStatusInsteadOfContinue_reachesTheClientAndTheBodyIsNotWaitedFor() {
        Peer client = client();
        client.sends(HEAD);
        Peer store = upstream.accepts().receives(HEAD);
        store.sends("HTTP/1.1 412 Precondition Failed\r\nContent-Length: 2\r\n\r\nno");
        Peer.Message answer = client.message();
        assertThat(answer.status()).isEqualTo(412);
        assertThat(answer.body()).isEqualTo("no");
        assertThat(answer.head()).contains("\r\nConnection: close\r\n");
        client.ends();
        store.isGone();
    }

    @Test
    void clientThatDoesNotWaitForContinue_isServed() {
        Peer client = client();
        client.sends(HEAD + "hello");
        Peer store = upstream.accepts().receives(HEAD + "hello");
        store.sends(CONTINUE + OK);
        client.receives(CONTINUE + OK);
    }

    @Test
    void severalInterimResponses_pass() {
        Peer client = client();
        client.sends("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
        Peer store = upstream.accepts();
        store.message();
        String interim = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n";
        store.sends(interim);
        client.receives(interim);
        store.sends(interim + OK);
        client.receives(interim + OK);
    }

    @Test
    void clientOfHttp10_getsNoInterimResponse() {
        Peer client = client();
        client.sends("PUT /k HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\nhello");
        Peer store = upstream.accepts();
        assertThat(store.message().body()).isEqualTo("hello");
        store.sends(CONTINUE + OK);
        client.receives("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")
                .ends();
    }

    @Test
    void pipelinedExpectation_isAskedWhenItsTurnComes() {
        Peer client = client();
        client.sends("GET /1 HTTP/1.1\r\nHost: h\r\n\r\n" + HEAD);
        Peer store = upstream.accepts();
        store.message();
        store.sends(OK);
        client.receives(OK);
        store.receives(HEAD).sends(CONTINUE);
        client.receives(CONTINUE).sends("hello");
        store.receives("hello").sends(OK);
        client.receives(OK);
    }
}

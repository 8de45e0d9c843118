package dev.loupe.relay.postgres;

import dev.loupe.relay.net.Advice;

/** What there is to be said of a PostgreSQL listener. */
enum Topic implements Advice.Topic {
    /** Client and server agreed on encryption. */
    ENCRYPTED("client and server encrypt what they say, so nothing of it is observed: set listen.encryption to"
            + " terminate, with listen.tls and upstream.tls, or to refuse"),
    /** A decoder does not understand. */
    LOST("a session is not understood and passes unobserved; is the peer a PostgreSQL client or server of protocol 3?"),
    /** A decoder or an observer threw. */
    FAILED("observing a session failed; it passes unobserved. This is a defect of Loupe's"),
    /** The server wants channel binding and nothing else. */
    ONLY_CHANNEL_BINDING("the server offers no other authentication than SCRAM-SHA-256-PLUS, which cannot cross a relay"
            + " where TLS ends: let it offer SCRAM-SHA-256 too, or set listen.encryption to relay"),
    /** TLS on both sides, and SCRAM. */
    TLS_TWICE("SCRAM with TLS on both sides of the relay: clients of libpq need channel_binding=disable, unless"
            + " listen.tls shows the server's own certificate; or set upstream.tls.mode to off"),
    /** The server could not be reached. */
    UNREACHABLE("the server cannot be reached; see upstream.host, upstream.port and upstream.socket"),
    /** No TLS with the server. */
    NO_TLS("there is no TLS with the server as upstream.tls demands it");

    private final String text;

    Topic(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}

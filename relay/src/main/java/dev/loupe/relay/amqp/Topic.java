package dev.loupe.relay.amqp;

import dev.loupe.relay.net.Advice;

/** What there is to be said of a listener for AMQP. */
enum Topic implements Advice.Topic {
    /** A decoder does not understand. */
    LOST("a connection is not understood and passes unobserved and unchanged; is the peer an AMQP 0-9-1 client or"
            + " broker?"),
    /** Something else is spoken, which is known. */
    OTHER_PROTOCOL("a client speaks AMQP 1.0, MQTT or another protocol than AMQP 0-9-1; it passes unobserved"),
    /** TLS goes through. */
    ENCRYPTED("client and broker encrypt what they say, so nothing of it is observed: set listen.tls and upstream.tls"),
    /** A decoder or an observer threw. */
    FAILED("observing a connection failed; it passes unobserved and unchanged. This is a defect of Loupe's"),
    /** The broker could not be reached. */
    UNREACHABLE("the broker cannot be reached; see upstream.host and upstream.port"),
    /** No TLS with the broker. */
    NO_TLS("there is no TLS with the broker as upstream.tls demands it");

    private final String text;

    Topic(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}

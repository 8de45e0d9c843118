package dev.loupe.relay.amqp.protocol;

/** What the first bytes of a connection ask for. */
public enum Protocol {
    /** {@code AMQP 0 0 9 1}. */
    AMQP_0_9_1,
    /** {@code AMQP 0 1 0 0}, or with SASL ({@code 3}) or TLS ({@code 2}) before it. */
    AMQP_1_0,
    /** Another {@code AMQP} header. */
    AMQP_OTHER,
    /** An MQTT {@code CONNECT}. */
    MQTT,
    /** RabbitMQ's stream protocol: a {@code PeerProperties} request. */
    STREAM,
    /** A {@code ClientHello} of TLS. */
    TLS,
    /** None of these. */
    UNKNOWN
}

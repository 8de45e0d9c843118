package dev.loupe.relay.amqp.protocol;

/**
 * A method that carries content, on its channel: what its arguments said until its header comes, and then how much of its
 * body is to come. Used again for the channel's next one.
 */
final class Content {
    int method;
    String consumerTag = "";
    long deliveryTag;
    String exchange = "";
    String routingKey = "";

    /** The last octet: {@code redelivered}, or {@code mandatory} and {@code immediate}. */
    int bits;

    /** {@code reply-code} or {@code message-count}. */
    long number;

    private int channel;
    private State state = State.NONE;
    private long remaining;

    private enum State {
        NONE,
        HEADER,
        BODY
    }

    int channel() {
        return channel;
    }

    boolean isUnderWay() {
        return state != State.NONE;
    }

    boolean awaitsHeader() {
        return state == State.HEADER;
    }

    /** How much of its body is to come. */
    long remaining() {
        return remaining;
    }

    void announced(int onChannel) {
        channel = onChannel;
        state = State.HEADER;
        remaining = 0;
    }

    void hasBody(long size) {
        remaining = size;
        state = size == 0 ? State.NONE : State.BODY;
    }

    void came(int bytes) {
        remaining -= bytes;
    }

    void over() {
        state = State.NONE;
        remaining = 0;
    }
}

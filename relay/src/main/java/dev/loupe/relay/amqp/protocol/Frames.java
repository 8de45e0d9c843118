package dev.loupe.relay.amqp.protocol;

/**
 * Takes what a decoder finds, in order, before {@code feed} returns. Indexes are those of the buffer that is being fed, and
 * cover whole frames: 7 bytes of header, the payload and the end octet.
 *
 * @param <E> {@link ClientEvent} or {@link ServerEvent}
 */
public interface Frames<E> {
    /** A method without content, a heartbeat or a protocol header; or {@code Lost}, whose range is empty. */
    void method(E event, int from, int to);

    /**
     * A method with its content header.
     *
     * @param methodFrom where the method's frame begins; -1 if frames of other channels came between the two, so that it is
     *     no longer at hand
     * @param headerFrom where the content header's frame begins, which is where the method's ends unless that is not at hand
     * @param to where the content header's frame ends
     */
    void content(E event, int methodFrom, int headerFrom, int to);

    /**
     * A part of a body frame of a channel.
     *
     * @param from the first byte of this part, of the frame's header if it begins here
     * @param to behind its last byte, the end octet if it ends here
     * @param payloadFrom the first byte of the body itself
     * @param payloadTo behind its last byte; may be {@code payloadFrom}
     * @param last whether the message's body ends with it; a body of 0 bytes has no part
     */
    void body(int channel, int from, int to, int payloadFrom, int payloadTo, boolean last);
}

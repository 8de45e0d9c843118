package dev.loupe.relay.amqp.protocol;

/** Is told, and forgets. */
class Nobody<E> implements Frames<E> {
    @Override
    public void method(E event, int from, int to) {}

    @Override
    public void content(E event, int methodFrom, int headerFrom, int to) {}

    @Override
    public void body(int channel, int from, int to, int payloadFrom, int payloadTo, boolean last) {}
}

package dev.loupe.relay.amqp.protocol;

/** What a client says. Methods are named as in AMQP 0-9-1 and RabbitMQ's extensions; channels are 0 to 65,535. */
public sealed interface ClientEvent {
    /** The first bytes of the connection. */
    record ProtocolHeader(Protocol protocol) implements ClientEvent {}

    /** {@code connection.start-ok}: its response, which holds credentials, and the client's properties are not read. */
    record StartOk(String mechanism) implements ClientEvent {}

    /**
     * {@code connection.tune-ok}.
     *
     * @param frameMax bytes of a frame with its header and end; 0 for no limit
     * @param heartbeat seconds; 0 for none
     */
    record TuneOk(int channelMax, long frameMax, int heartbeat) implements ClientEvent {}

    /** {@code connection.open}. */
    record ConnectionOpen(String virtualHost) implements ClientEvent {}

    /** {@code connection.close}. */
    record ConnectionClose(int replyCode) implements ClientEvent {}

    /** {@code connection.close-ok}. */
    record ConnectionCloseOk() implements ClientEvent {}

    /** {@code channel.open}. */
    record ChannelOpen(int channel) implements ClientEvent {}

    /** {@code channel.close}. */
    record ChannelClose(int channel, int replyCode) implements ClientEvent {}

    /** {@code channel.close-ok}. */
    record ChannelCloseOk(int channel) implements ClientEvent {}

    /**
     * {@code queue.declare}.
     *
     * @param queue empty if the broker is to find a name
     * @param deadLetterExchange of {@code x-dead-letter-exchange}; empty if there is none, or if it is the default exchange
     * @param deadLetters whether there is an {@code x-dead-letter-exchange}
     */
    record QueueDeclare(
            int channel, String queue, boolean passive, boolean noWait, boolean deadLetters, String deadLetterExchange)
            implements ClientEvent {}

    /** {@code queue.purge}. */
    record QueuePurge(int channel, String queue, boolean noWait) implements ClientEvent {}

    /** {@code queue.delete}. */
    record QueueDelete(int channel, String queue, boolean noWait) implements ClientEvent {}

    /** {@code basic.qos}. */
    record BasicQos(int channel, int prefetchCount, boolean global) implements ClientEvent {}

    /**
     * {@code basic.consume}.
     *
     * @param queue empty for the one that the channel declared last
     * @param consumerTag empty if the broker is to find one
     */
    record BasicConsume(int channel, String queue, String consumerTag, boolean noAck, boolean noWait)
            implements ClientEvent {}

    /** {@code basic.cancel}. */
    record BasicCancel(int channel, String consumerTag, boolean noWait) implements ClientEvent {}

    /** {@code basic.publish} with its content header. Its body follows. */
    record BasicPublish(
            int channel, String exchange, String routingKey, boolean mandatory, boolean immediate, ContentHeader header)
            implements ClientEvent {}

    /** {@code basic.get}. */
    record BasicGet(int channel, String queue, boolean noAck) implements ClientEvent {}

    /** {@code basic.ack}; with {@code multiple}, all up to the tag, and tag 0 means all. */
    record BasicAck(int channel, long deliveryTag, boolean multiple) implements ClientEvent {}

    /** {@code basic.nack}. */
    record BasicNack(int channel, long deliveryTag, boolean multiple, boolean requeue) implements ClientEvent {}

    /** {@code basic.reject}. */
    record BasicReject(int channel, long deliveryTag, boolean requeue) implements ClientEvent {}

    /** {@code basic.recover} or {@code basic.recover-async}. */
    record BasicRecover(int channel, boolean requeue, boolean async) implements ClientEvent {}

    /** {@code confirm.select}. */
    record ConfirmSelect(int channel, boolean noWait) implements ClientEvent {}

    /** {@code tx.select}. */
    record TxSelect(int channel) implements ClientEvent {}

    /** {@code tx.commit}. */
    record TxCommit(int channel) implements ClientEvent {}

    /** {@code tx.rollback}. */
    record TxRollback(int channel) implements ClientEvent {}

    /** A method that is none of these; of a known class, without content. */
    record OtherMethod(int channel, int classId, int methodId) implements ClientEvent {}

    /** A heartbeat. */
    record Heartbeat() implements ClientEvent {}

    /** The decoder has lost track, and tells nothing more. */
    record Lost(LostReason why) implements ClientEvent {}
}

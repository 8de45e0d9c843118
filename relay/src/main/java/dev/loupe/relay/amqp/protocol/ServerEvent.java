package dev.loupe.relay.amqp.protocol;

/** What a broker says. */
public sealed interface ServerEvent {
    /** {@code connection.start}, with {@code product} and {@code version} of the server's properties; empty if not there. */
    record ConnectionStart(String product, String version) implements ServerEvent {}

    /** It refuses the protocol, and names the one that it speaks. */
    record ProtocolHeader(Protocol protocol) implements ServerEvent {}

    /** {@code connection.tune}; 0 for no limit, or no heartbeat. */
    record Tune(int channelMax, long frameMax, int heartbeat) implements ServerEvent {}

    /** {@code connection.open-ok}. */
    record ConnectionOpenOk() implements ServerEvent {}

    /** {@code connection.close}; its text is not read. */
    record ConnectionClose(int replyCode, int classId, int methodId) implements ServerEvent {}

    /** {@code connection.close-ok}. */
    record ConnectionCloseOk() implements ServerEvent {}

    /**
     * {@code connection.blocked}: publishers have to wait.
     *
     * @param reason at most 64 characters of what the broker says, such as {@code low on memory}
     */
    record ConnectionBlocked(String reason) implements ServerEvent {}

    /** {@code connection.unblocked}. */
    record ConnectionUnblocked() implements ServerEvent {}

    /** {@code channel.open-ok}. */
    record ChannelOpenOk(int channel) implements ServerEvent {}

    /** {@code channel.close}: a channel exception, or one of the broker's own accord. Its text is not read. */
    record ChannelClose(int channel, int replyCode, int classId, int methodId) implements ServerEvent {}

    /** {@code channel.close-ok}. */
    record ChannelCloseOk(int channel) implements ServerEvent {}

    /** {@code queue.declare-ok}. */
    record QueueDeclareOk(int channel, String queue, long messageCount, long consumerCount) implements ServerEvent {}

    /** {@code basic.consume-ok}. */
    record BasicConsumeOk(int channel, String consumerTag) implements ServerEvent {}

    /** {@code basic.cancel}: the broker has ended a consumer, such as when its queue is gone. */
    record BasicCancel(int channel, String consumerTag) implements ServerEvent {}

    /** {@code basic.cancel-ok}. */
    record BasicCancelOk(int channel, String consumerTag) implements ServerEvent {}

    /** {@code basic.deliver} with its content header. Its body follows. */
    record BasicDeliver(
            int channel,
            String consumerTag,
            long deliveryTag,
            boolean redelivered,
            String exchange,
            String routingKey,
            ContentHeader header)
            implements ServerEvent {}

    /** {@code basic.get-ok} with its content header. Its body follows. */
    record BasicGetOk(
            int channel,
            long deliveryTag,
            boolean redelivered,
            String exchange,
            String routingKey,
            long messageCount,
            ContentHeader header)
            implements ServerEvent {}

    /** {@code basic.get-empty}. */
    record BasicGetEmpty(int channel) implements ServerEvent {}

    /** {@code basic.return} with its content header. Its body follows. Its text is not read. */
    record BasicReturn(int channel, int replyCode, String exchange, String routingKey, ContentHeader header)
            implements ServerEvent {}

    /** {@code basic.ack}, a confirm. */
    record BasicAck(int channel, long deliveryTag, boolean multiple) implements ServerEvent {}

    /** {@code basic.nack}, of a publish. */
    record BasicNack(int channel, long deliveryTag, boolean multiple) implements ServerEvent {}

    /** {@code basic.recover-ok}. */
    record BasicRecoverOk(int channel) implements ServerEvent {}

    /** {@code confirm.select-ok}. */
    record ConfirmSelectOk(int channel) implements ServerEvent {}

    /** {@code tx.select-ok}. */
    record TxSelectOk(int channel) implements ServerEvent {}

    /** {@code tx.commit-ok}. */
    record TxCommitOk(int channel) implements ServerEvent {}

    /** {@code tx.rollback-ok}. */
    record TxRollbackOk(int channel) implements ServerEvent {}

    /** A method that is none of these; of a known class, without content. */
    record OtherMethod(int channel, int classId, int methodId) implements ServerEvent {}

    /** A heartbeat. */
    record Heartbeat() implements ServerEvent {}

    /** The decoder has lost track, and tells nothing more. */
    record Lost(LostReason why) implements ServerEvent {}
}

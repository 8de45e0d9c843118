package dev.loupe.relay.amqp.message;

import dev.loupe.relay.amqp.protocol.ClientEvent;
import dev.loupe.relay.amqp.protocol.ServerEvent;

/** Of which channel a method is. */
final class Numbers {
    /** Of the connection itself. */
    private static final int NONE = 0;

    private Numbers() {}

    /** The most frequent ones come first. */
    static int of(ClientEvent event) {
        if (event instanceof ClientEvent.BasicAck ack) {
            return ack.channel();
        } else if (event instanceof ClientEvent.BasicNack nack) {
            return nack.channel();
        } else if (event instanceof ClientEvent.BasicReject reject) {
            return reject.channel();
        } else if (event instanceof ClientEvent.BasicGet get) {
            return get.channel();
        } else if (event instanceof ClientEvent.TxCommit commit) {
            return commit.channel();
        } else if (event instanceof ClientEvent.TxRollback rollback) {
            return rollback.channel();
        } else if (event instanceof ClientEvent.BasicConsume consume) {
            return consume.channel();
        } else if (event instanceof ClientEvent.BasicCancel cancel) {
            return cancel.channel();
        } else if (event instanceof ClientEvent.BasicQos qos) {
            return qos.channel();
        } else if (event instanceof ClientEvent.BasicRecover recover) {
            return recover.channel();
        } else if (event instanceof ClientEvent.QueueDeclare declare) {
            return declare.channel();
        } else if (event instanceof ClientEvent.ConfirmSelect select) {
            return select.channel();
        } else if (event instanceof ClientEvent.TxSelect select) {
            return select.channel();
        }
        return NONE;
    }

    /** The most frequent ones come first. */
    static int of(ServerEvent event) {
        if (event instanceof ServerEvent.BasicDeliver deliver) {
            return deliver.channel();
        } else if (event instanceof ServerEvent.BasicAck ack) {
            return ack.channel();
        } else if (event instanceof ServerEvent.BasicNack nack) {
            return nack.channel();
        } else if (event instanceof ServerEvent.BasicGetOk get) {
            return get.channel();
        } else if (event instanceof ServerEvent.BasicGetEmpty get) {
            return get.channel();
        } else if (event instanceof ServerEvent.TxCommitOk commit) {
            return commit.channel();
        } else if (event instanceof ServerEvent.TxRollbackOk rollback) {
            return rollback.channel();
        } else if (event instanceof ServerEvent.BasicConsumeOk consume) {
            return consume.channel();
        } else if (event instanceof ServerEvent.BasicCancel cancel) {
            return cancel.channel();
        } else if (event instanceof ServerEvent.BasicCancelOk cancel) {
            return cancel.channel();
        } else if (event instanceof ServerEvent.QueueDeclareOk declare) {
            return declare.channel();
        } else if (event instanceof ServerEvent.BasicRecoverOk recover) {
            return recover.channel();
        } else if (event instanceof ServerEvent.ConfirmSelectOk select) {
            return select.channel();
        } else if (event instanceof ServerEvent.TxSelectOk select) {
            return select.channel();
        }
        return NONE;
    }
}

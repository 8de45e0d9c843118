package dev.loupe.relay.amqp;

import dev.loupe.relay.amqp.protocol.ClientEvent;
import dev.loupe.relay.amqp.protocol.ServerEvent;

/** On which channel something is said that matters for whether a connection does anything; 0 for everything else. */
final class AmqpChannel {
    private AmqpChannel() {}

    static int of(ClientEvent event) {
        if (event instanceof ClientEvent.BasicAck ack) {
            return ack.channel();
        } else if (event instanceof ClientEvent.BasicNack nack) {
            return nack.channel();
        } else if (event instanceof ClientEvent.BasicReject reject) {
            return reject.channel();
        } else if (event instanceof ClientEvent.BasicGet get) {
            return get.channel();
        } else if (event instanceof ClientEvent.BasicConsume consume) {
            return consume.channel();
        } else if (event instanceof ClientEvent.ChannelOpen open) {
            return open.channel();
        } else if (event instanceof ClientEvent.ChannelClose close) {
            return close.channel();
        } else if (event instanceof ClientEvent.ChannelCloseOk closed) {
            return closed.channel();
        } else if (event instanceof ClientEvent.ConfirmSelect confirm) {
            return confirm.channel();
        } else if (event instanceof ClientEvent.TxSelect tx) {
            return tx.channel();
        }
        return 0;
    }

    static int of(ServerEvent event) {
        if (event instanceof ServerEvent.BasicDeliver deliver) {
            return deliver.channel();
        } else if (event instanceof ServerEvent.BasicAck ack) {
            return ack.channel();
        } else if (event instanceof ServerEvent.BasicNack nack) {
            return nack.channel();
        } else if (event instanceof ServerEvent.BasicGetOk got) {
            return got.channel();
        } else if (event instanceof ServerEvent.BasicGetEmpty empty) {
            return empty.channel();
        } else if (event instanceof ServerEvent.BasicConsumeOk consumes) {
            return consumes.channel();
        } else if (event instanceof ServerEvent.BasicRecoverOk recovered) {
            return recovered.channel();
        } else if (event instanceof ServerEvent.TxCommitOk committed) {
            return committed.channel();
        } else if (event instanceof ServerEvent.TxRollbackOk rolledBack) {
            return rolledBack.channel();
        } else if (event instanceof ServerEvent.ChannelClose close) {
            return close.channel();
        } else if (event instanceof ServerEvent.ChannelCloseOk closed) {
            return closed.channel();
        }
        return 0;
    }
}

package dev.loupe.relay.amqp.message;

import dev.loupe.relay.amqp.fate.MessageFates.Outcome;
import dev.loupe.relay.amqp.fate.MessageFates.Settlement;
import dev.loupe.relay.amqp.message.Asked.Kind;
import dev.loupe.relay.amqp.message.Asked.Question;
import dev.loupe.relay.amqp.message.Pending.Mode;
import dev.loupe.relay.amqp.protocol.ClientEvent;
import dev.loupe.relay.amqp.protocol.ServerEvent;
import java.util.List;

/** One channel, from its opening to its end. A channel of the same number that is opened later is another. Not thread-safe. */
final class Channel {
    private final Link link;
    private final Publishing publishing;
    private final Consuming consuming;
    private final Consumers consumers;
    private final Asked asked = new Asked();

    Channel(Link link) {
        this.link = link;
        publishing = new Publishing(link);
        consuming = new Consuming(link);
        consumers = new Consumers(link.broker().metrics());
    }

    Publishing publishing() {
        return publishing;
    }

    Consuming consuming() {
        return consuming;
    }

    // --- what the client says

    void client(ClientEvent event, long now) {
        if (event instanceof ClientEvent.BasicAck ack) {
            consuming.settles(ack.deliveryTag(), ack.multiple(), Settlement.ACKED, now);
        } else if (event instanceof ClientEvent.BasicNack nack) {
            consuming.settles(nack.deliveryTag(), nack.multiple(), refused(nack.requeue()), now);
        } else if (event instanceof ClientEvent.BasicReject reject) {
            consuming.settles(reject.deliveryTag(), false, refused(reject.requeue()), now);
        } else if (event instanceof ClientEvent.BasicRecover recover) {
            recovers(recover, now);
        } else if (event instanceof ClientEvent.BasicGet get) {
            asks(Kind.GET, get.queue(), get.noAck(), "");
        } else if (event instanceof ClientEvent.BasicConsume consume) {
            consumes(consume);
        } else if (event instanceof ClientEvent.BasicCancel cancel) {
            cancels(cancel);
        } else if (event instanceof ClientEvent.QueueDeclare declare) {
            declares(declare);
        } else if (event instanceof ClientEvent.BasicQos qos) {
            consumers.prefetches(qos.prefetchCount());
        } else {
            clientModes(event);
        }
    }

    private static Settlement refused(boolean requeue) {
        return requeue ? Settlement.REQUEUED : Settlement.REJECTED;
    }

    private void recovers(ClientEvent.BasicRecover recover, long now) {
        if (recover.requeue()) {
            consuming.end(Settlement.REQUEUED, true, now);
        }
        if (!recover.async()) {
            asks(Kind.RECOVER, "", false, "");
        }
    }

    private void consumes(ClientEvent.BasicConsume consume) {
        consumers.begins(consume.consumerTag(), consume.queue(), consume.noAck());
        if (!consume.noWait()) {
            asks(Kind.CONSUME, consume.queue(), consume.noAck(), consume.consumerTag());
        }
    }

    /** Without an answer there is no telling when the last delivery has come. */
    private void cancels(ClientEvent.BasicCancel cancel) {
        if (!cancel.noWait()) {
            asks(Kind.CANCEL, "", false, cancel.consumerTag());
        }
    }

    private void declares(ClientEvent.QueueDeclare declare) {
        if (declare.noWait()) {
            consumers.declared(declare.queue(), false);
        } else {
            asks(Kind.DECLARE, declare.queue(), false, "");
        }
    }

    private void clientModes(ClientEvent event) {
        if (event instanceof ClientEvent.ConfirmSelect select) {
            publishing.pending().selects(Mode.CONFIRM);
            if (!select.noWait()) {
                asks(Kind.SELECT, "", false, "");
            }
        } else if (event instanceof ClientEvent.TxSelect) {
            publishing.pending().selects(Mode.TX);
            if (publishing.pending().isTransactional()) {
                consuming.selectsTransactions();
            }
            asks(Kind.SELECT, "", false, "");
        } else if (event instanceof ClientEvent.TxCommit || event instanceof ClientEvent.TxRollback) {
            ask(new Question(
                    Kind.END_OF_TRANSACTION, "", false, "", publishing.pending().count(), consuming.endsTransaction()));
        }
    }

    private void asks(Kind kind, String queue, boolean automatic, String consumerTag) {
        ask(new Question(
                kind, queue, automatic, consumerTag, publishing.pending().count(), List.of()));
    }

    private void ask(Question question) {
        if (!asked.ask(question)) {
            link.broker().metrics().overflow(Overflow.REQUESTS);
        }
    }

    // --- what the broker says

    void server(ServerEvent event, long now) {
        if (event instanceof ServerEvent.BasicDeliver deliver) {
            delivers(deliver);
        } else if (event instanceof ServerEvent.BasicAck ack) {
            publishing.pending().confirmed(ack.deliveryTag(), ack.multiple(), Outcome.CONFIRMED, now);
        } else if (event instanceof ServerEvent.BasicNack nack) {
            publishing.pending().confirmed(nack.deliveryTag(), nack.multiple(), Outcome.NACKED, now);
        } else if (event instanceof ServerEvent.BasicGetOk get) {
            gets(get, answered(Kind.GET, now));
        } else if (event instanceof ServerEvent.BasicGetEmpty) {
            answered(Kind.GET, now);
        } else if (event instanceof ServerEvent.BasicConsumeOk consume) {
            consumers.hasBegun(consume.consumerTag(), answered(Kind.CONSUME, now));
        } else if (event instanceof ServerEvent.BasicCancel cancel) {
            consumers.ends(cancel.consumerTag());
            link.broker().metrics().consumerCancelled();
        } else if (event instanceof ServerEvent.BasicCancelOk cancel) {
            answered(Kind.CANCEL, now);
            consumers.ends(cancel.consumerTag());
        } else if (event instanceof ServerEvent.QueueDeclareOk declare) {
            consumers.declared(
                    declare.queue(), answered(Kind.DECLARE, now).queue().isEmpty());
        } else {
            serverModes(event, now);
        }
    }

    private void serverModes(ServerEvent event, long now) {
        if (event instanceof ServerEvent.BasicRecoverOk) {
            answered(Kind.RECOVER, now);
        } else if (event instanceof ServerEvent.ConfirmSelectOk || event instanceof ServerEvent.TxSelectOk) {
            answered(Kind.SELECT, now);
        } else if (event instanceof ServerEvent.TxCommitOk || event instanceof ServerEvent.TxRollbackOk) {
            boolean committed = event instanceof ServerEvent.TxCommitOk;
            Question question = answered(Kind.END_OF_TRANSACTION, now);
            publishing.pending().transactionOver(question.published(), committed, now);
            consuming.transactionOver(question.settled(), committed, now);
        }
    }

    /** An answer proves that the broker has read what came before the question. */
    private Question answered(Kind kind, long now) {
        Question question = asked.answered(kind);
        publishing.pending().proven(question.published(), now);
        return question;
    }

    private void delivers(ServerEvent.BasicDeliver deliver) {
        Subscription subscription = consumers.of(deliver.consumerTag());
        consuming.delivers(new Deliveries.Arrival(
                subscription,
                subscription.isAutomatic(),
                deliver.deliveryTag(),
                deliver.redelivered(),
                deliver.exchange(),
                deliver.routingKey(),
                deliver.header()));
    }

    private void gets(ServerEvent.BasicGetOk get, Question question) {
        Subscription subscription = consumers.gets(question);
        consuming.delivers(new Deliveries.Arrival(
                subscription,
                question.automatic(),
                get.deliveryTag(),
                get.redelivered(),
                get.exchange(),
                get.routingKey(),
                get.header()));
    }

    // --- its end

    /** The broker has closed it: nothing that was in flight on it will be answered. */
    void closedByBroker(int replyCode, long now) {
        String code = Outcomes.code(replyCode);
        link.broker().metrics().channelException(code);
        publishing.closedByBroker(code, now);
        consuming.end(Settlement.CHANNEL_CLOSED, false, now);
    }

    /** The client has closed it, and the broker has agreed, so that it has read everything. */
    void closedByClient(long now) {
        publishing.pending().end(Outcome.CHANNEL_CLOSED, Outcome.SENT, "", now);
        consuming.end(Settlement.CHANNEL_CLOSED, true, now);
    }

    /**
     * Its connection is over.
     *
     * @param awaiting outcome of publishes whose outcome was to be told
     * @param sent outcome of the others
     */
    void end(Outcome awaiting, Outcome sent, Settlement settlement, boolean orderly, long now) {
        publishing.pending().end(awaiting, sent, "", now);
        consuming.end(settlement, orderly, now);
    }
}

package dev.loupe.relay.amqp;

import dev.loupe.relay.amqp.protocol.ClientEvent;
import dev.loupe.relay.amqp.protocol.ServerEvent;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;

/** Whether something is under way on a channel that would be lost, or done twice, if the connection ended now. */
final class ChannelWatch {
    private static final int MOST_CONSUMERS = 10_000;

    private final Unsettled published = new Unsettled();
    private final Unsettled delivered = new Unsettled();
    private final Queue<Boolean> gets = new ArrayDeque<>();
    private final Queue<Boolean> consumes = new ArrayDeque<>();
    private final Set<String> automatic = new HashSet<>();

    private boolean confirms;
    private long publishes;
    private boolean transactional;
    private boolean inTransaction;
    private boolean settledInTransaction;
    private boolean unknown;
    private boolean closing;

    /** One side has said that it is over: what comes still is void. */
    void closes() {
        closing = true;
    }

    void published() {
        inTransaction = transactional;
        if (confirms) {
            published.begin(++publishes);
        }
    }

    void client(ClientEvent event) {
        if (event instanceof ClientEvent.BasicAck ack) {
            settled(ack.deliveryTag(), ack.multiple());
        } else if (event instanceof ClientEvent.BasicNack nack) {
            settled(nack.deliveryTag(), nack.multiple());
        } else if (event instanceof ClientEvent.BasicReject reject) {
            settled(reject.deliveryTag(), false);
        } else if (event instanceof ClientEvent.BasicGet get) {
            gets.add(get.noAck());
        } else if (event instanceof ClientEvent.BasicConsume consume) {
            consumes(consume);
        } else if (event instanceof ClientEvent.ConfirmSelect) {
            confirms = true;
        } else if (event instanceof ClientEvent.TxSelect) {
            transactional = true;
        }
    }

    private void settled(long tag, boolean multiple) {
        inTransaction = transactional;
        settledInTransaction = transactional;
        delivered.settle(tag, multiple);
    }

    private void consumes(ClientEvent.BasicConsume consume) {
        if (consume.noAck() && !consume.consumerTag().isEmpty()) {
            automatic(consume.consumerTag());
        }
        if (!consume.noWait()) {
            consumes.add(consume.noAck());
        }
    }

    private void automatic(String consumerTag) {
        if (automatic.size() < MOST_CONSUMERS) {
            automatic.add(consumerTag);
        } else {
            unknown = true;
        }
    }

    void server(ServerEvent event) {
        if (event instanceof ServerEvent.BasicDeliver deliver) {
            if (automatic.isEmpty() || !automatic.contains(deliver.consumerTag())) {
                delivered.begin(deliver.deliveryTag());
            }
        } else if (event instanceof ServerEvent.BasicAck ack) {
            published.settle(ack.deliveryTag(), ack.multiple());
        } else if (event instanceof ServerEvent.BasicNack nack) {
            published.settle(nack.deliveryTag(), nack.multiple());
        } else if (event instanceof ServerEvent.BasicGetOk got) {
            if (!isTrue(gets.poll())) {
                delivered.begin(got.deliveryTag());
            }
        } else {
            answer(event);
        }
    }

    private void answer(ServerEvent event) {
        if (event instanceof ServerEvent.BasicGetEmpty) {
            gets.poll();
        } else if (event instanceof ServerEvent.BasicConsumeOk ok) {
            if (isTrue(consumes.poll())) {
                automatic(ok.consumerTag());
            }
        } else if (event instanceof ServerEvent.BasicRecoverOk) {
            delivered.clear();
        } else if (event instanceof ServerEvent.TxCommitOk) {
            inTransaction = false;
            settledInTransaction = false;
        } else if (event instanceof ServerEvent.TxRollbackOk) {
            // What was settled in it is not.
            unknown |= settledInTransaction;
            inTransaction = false;
            settledInTransaction = false;
        }
    }

    private static boolean isTrue(Boolean value) {
        return value != null && value;
    }

    boolean isIdle() {
        return closing || (!unknown && !inTransaction && published.isEmpty() && delivered.isEmpty() && gets.isEmpty());
    }

    boolean isClosing() {
        return closing;
    }
}

package dev.loupe.relay.amqp.message;

import dev.loupe.relay.amqp.fate.MessageFates.Settlement;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/** What is delivered on one channel, until it is settled. Not thread-safe. */
final class Consuming {
    private final Link link;
    private final TagRing<Delivery> unacknowledged;
    private boolean transactional;
    private List<Delivery> inTransaction = List.of();
    private Delivery current;

    Consuming(Link link) {
        this.link = link;
        unacknowledged = new TagRing<>(link.broker().settings().unacknowledged());
    }

    /** From now on, what is settled is so only when a transaction is committed. */
    void selectsTransactions() {
        transactional = true;
    }

    void delivers(Deliveries.Arrival arrival) {
        Delivery delivery = link.deliveries().begins(arrival);
        boolean hungry = delivery.body() != null && delivery.body().isHungry();
        current = hungry ? delivery : null;
        if (delivery.isAutomatic()) {
            if (!hungry) {
                link.deliveries().over(delivery, Settlement.AUTOMATIC, true, delivery.began());
            }
        } else if (unacknowledged.isFull()) {
            current = null;
            link.broker().metrics().overflow(Overflow.UNACKNOWLEDGED);
            link.deliveries().over(delivery, Settlement.FORGOTTEN, true, delivery.began());
        } else {
            unacknowledged.add(delivery.tag(), delivery);
        }
    }

    void body(ByteBuf part, boolean last) {
        Delivery delivery = current;
        if (delivery == null) {
            return;
        }
        int before = delivery.keys().size();
        delivery.body().read(part);
        if (last) {
            delivery.body().end(true);
        }
        link.deliveries().read(delivery, before);
        if (last || !delivery.body().isHungry()) {
            current = null;
            if (delivery.isAutomatic()) {
                link.deliveries()
                        .over(
                                delivery,
                                Settlement.AUTOMATIC,
                                true,
                                link.broker().now());
            }
        }
    }

    /** An acknowledgement or refusal; tag 0 with {@code multiple} means all. */
    void settles(long tag, boolean multiple, Settlement settlement, long now) {
        long upTo = multiple && tag == 0 ? Long.MAX_VALUE : tag;
        if (transactional) {
            settlesAtCommit(upTo, multiple, settlement, now);
        } else if (multiple) {
            unacknowledged.takeUpTo(upTo, delivery -> over(delivery, settlement, true, now));
        } else {
            Delivery delivery = unacknowledged.take(tag);
            if (delivery != null) {
                over(delivery, settlement, true, now);
            }
        }
    }

    private void settlesAtCommit(long upTo, boolean multiple, Settlement settlement, long now) {
        if (inTransaction.isEmpty()) {
            inTransaction = new ArrayList<>();
        }
        if (multiple) {
            unacknowledged.eachUpTo(upTo, delivery -> marks(delivery, settlement, now));
        } else {
            Delivery delivery = unacknowledged.get(upTo);
            if (delivery != null) {
                marks(delivery, settlement, now);
            }
        }
    }

    private void marks(Delivery delivery, Settlement settlement, long now) {
        if (delivery.atCommit() == null) {
            delivery.settlesAtCommit(settlement, now);
            inTransaction.add(delivery);
        }
    }

    /** The transaction is to end: what was settled in it. */
    List<Delivery> endsTransaction() {
        List<Delivery> settled = inTransaction;
        inTransaction = List.of();
        return settled;
    }

    /** It has. What it had settled is unacknowledged again if it was rolled back. */
    void transactionOver(List<Delivery> settled, boolean committed, long now) {
        for (Delivery delivery : settled) {
            if (!committed) {
                delivery.rolledBack();
            } else if (unacknowledged.take(delivery.tag()) != null) {
                over(delivery, delivery.atCommit(), true, now);
            }
        }
    }

    private void over(Delivery delivery, Settlement settlement, boolean orderly, long now) {
        if (delivery == current) {
            current = null;
        }
        link.deliveries().over(delivery, settlement, orderly, now);
    }

    /** Nothing more can be settled. */
    void end(Settlement settlement, boolean orderly, long now) {
        if (current != null && current.isAutomatic()) {
            over(current, Settlement.AUTOMATIC, orderly, now);
        }
        unacknowledged.takeAll(delivery -> over(delivery, settlement, orderly, now));
    }
}

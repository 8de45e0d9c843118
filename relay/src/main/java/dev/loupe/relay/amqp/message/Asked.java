package dev.loupe.relay.amqp.message;

import java.util.ArrayDeque;
import java.util.List;

/** What the broker was asked on one channel and has not answered: it answers in order. Not thread-safe. */
final class Asked {
    private static final int MOST = 1_024;
    private static final Question UNKNOWN = new Question(Kind.DECLARE, "", false, "", 0, List.of());

    private final ArrayDeque<Question> open = new ArrayDeque<>(2);

    /** What can be asked. */
    enum Kind {
        /** {@code queue.declare}. */
        DECLARE,
        /** {@code basic.consume}. */
        CONSUME,
        /** {@code basic.get}. */
        GET,
        /** {@code basic.cancel}. */
        CANCEL,
        /** {@code basic.recover}. */
        RECOVER,
        /** {@code confirm.select} or {@code tx.select}. */
        SELECT,
        /** {@code tx.commit} or {@code tx.rollback}. */
        END_OF_TRANSACTION
    }

    /**
     * A question.
     *
     * @param queue empty if none is named
     * @param automatic whether what comes is taken as done
     * @param consumerTag empty if none is named
     * @param published how many messages were published on the channel before
     * @param settled what is settled with the transaction
     */
    record Question(
            Kind kind, String queue, boolean automatic, String consumerTag, long published, List<Delivery> settled) {}

    /**
     * Something is asked.
     *
     * @return false if there are too many, which no client waits for: all are forgotten
     */
    boolean ask(Question question) {
        if (open.size() == MOST) {
            open.clear();
            return false;
        }
        open.add(question);
        return true;
    }

    /** The question that is answered; one of nothing if it is not known. */
    Question answered(Kind kind) {
        while (!open.isEmpty()) {
            Question question = open.remove();
            if (question.kind() == kind) {
                return question;
            }
        }
        return UNKNOWN;
    }
}

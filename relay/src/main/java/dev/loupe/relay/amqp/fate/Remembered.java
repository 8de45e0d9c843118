package dev.loupe.relay.amqp.fate;

import dev.loupe.relay.amqp.fate.MessageFates.Outcome;
import dev.loupe.relay.amqp.fate.MessageFates.Settlement;
import dev.loupe.relay.amqp.fate.Publish.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * All that is remembered of one message: who published it, to whom it was delivered, how it died. Bounded: of many deliveries
 * the first and the newest are kept. Guarded by the lock of the stripe that it belongs to.
 */
final class Remembered {
    private static final int MOST_PUBLISHES = 4;
    private static final int MOST_HANDOVERS = 12;

    final long key;
    final long bytes;

    /** Its places in the stripe's table and in the order of time; the stripe's own business. */
    Remembered next;

    Remembered older;
    Remembered newer;
    boolean held;
    long touchedNanos;

    private Publish newestPublish;
    private Handover newestHandover;
    private List<Died> deaths = List.of();
    private List<Remark> remarks = List.of();
    private String order = "";
    private String destination = "";
    private int delivered;
    private int happened;
    private byte publishes;
    private byte handovers;

    /** A death that was told. */
    record Died(String queue, String reason, long count, long nanos, boolean lost) {}

    /** Something that became known of it. */
    record Remark(String what, String where, long nanos) {}

    Remembered(long key, long bytes) {
        this.key = key;
        this.bytes = bytes;
    }

    Publish publish(Message message) {
        Publish now = new Publish(
                message.destination(), message.service(), message.span(), message.nanos(), happened++, kind(message));
        now.before = newestPublish;
        newestPublish = now;
        if (++publishes > MOST_PUBLISHES) {
            dropAPublish();
        }
        if (destination.isEmpty()) {
            destination = message.destination();
        }
        return now;
    }

    private Kind kind(Message message) {
        boolean passedOn = false;
        for (Handover each = newestHandover; each != null; each = each.before) {
            passedOn |= each.service.equals(message.service())
                    && (each.settlement == null || !hasPublished(message.service()));
        }
        Publish earlier = publishedTo(message.destination());
        if (earlier == null) {
            return passedOn ? Kind.PASSED_ON : Kind.FIRST;
        }
        if (passedOn) {
            return Kind.PASSED_ON;
        }
        for (Publish each = newestPublish; each != null; each = each.before) {
            if (each.destination.equals(message.destination()) && (each.isPending() || each.isTaken())) {
                return Kind.AGAIN;
            }
        }
        return Kind.RETRY;
    }

    private boolean hasPublished(String service) {
        for (Publish each = newestPublish; each != null; each = each.before) {
            if (each.service.equals(service)) {
                return true;
            }
        }
        return false;
    }

    /** The newest to that destination; null if there is none. */
    Publish publishedTo(String where) {
        for (Publish each = newestPublish; each != null; each = each.before) {
            if (each.destination.equals(where)) {
                return each;
            }
        }
        return null;
    }

    /** The one before it to the same destination; null if there is none. */
    Publish before(Publish publish) {
        for (Publish each = publish.before; each != null; each = each.before) {
            if (each.destination.equals(publish.destination)) {
                return each;
            }
        }
        return null;
    }

    /** The second oldest goes: the first is where the story begins. */
    private void dropAPublish() {
        Publish each = newestPublish;
        while (each.before.before.before != null) {
            each = each.before;
        }
        each.before = each.before.before;
        publishes--;
    }

    /** Whether another publish to the same destination, which this one does not pass on, is with the broker. */
    boolean isTakenBeside(Publish publish) {
        for (Publish each = newestPublish; each != null; each = each.before) {
            if (each != publish
                    && each.kind != Kind.PASSED_ON
                    && each.isTaken()
                    && each.destination.equals(publish.destination)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it was delivered since it was so published. */
    boolean wasDeliveredSince(Publish publish) {
        return newestHandover != null && newestHandover.number > publish.number;
    }

    /** Those that were told to be missing, and are not: from now on they are resolved. */
    List<Publish> resolve(boolean delivered, String how, long nanos) {
        List<Publish> resolved = new ArrayList<>(0);
        for (Publish each = newestPublish; each != null; each = each.before) {
            boolean found = each.isMissing() && !each.resolved && !(delivered && each.outcome == Outcome.UNROUTABLE);
            if (found) {
                each.resolved = true;
                resolved.add(each);
            }
        }
        if (!resolved.isEmpty()) {
            remark(how, resolved.get(0).destination, nanos);
        }
        return resolved;
    }

    Handover handover(Message message, QueueRules queue, boolean redelivered, int deathCount) {
        Handover last = lastFrom(queue.name());
        Recurrence recurrence = Recurrence.of(last, redelivered, deathCount, last == null ? List.of() : publishes());
        Handover now = new Handover(
                queue, message.service(), message.span(), message.nanos(), happened++, recurrence, deathCount);
        now.before = newestHandover;
        newestHandover = now;
        delivered++;
        if (++handovers > MOST_HANDOVERS) {
            dropAHandover();
        }
        if (destination.isEmpty()) {
            destination = message.destination();
        }
        return now;
    }

    private void dropAHandover() {
        Handover each = newestHandover;
        while (each.before.before.before != null) {
            each = each.before;
        }
        each.before = each.before.before;
        handovers--;
    }

    /** The newest delivery from that queue; null if none is remembered. */
    Handover lastFrom(String queue) {
        for (Handover each = newestHandover; each != null; each = each.before) {
            if (each.queue.name().equals(queue)) {
                return each;
            }
        }
        return null;
    }

    /** The first delivery from that queue, before another; null if there is none. */
    Handover firstFrom(String queue, Handover before) {
        Handover first = null;
        for (Handover each = before.before; each != null; each = each.before) {
            if (queue.isEmpty() || each.queue.name().equals(queue)) {
                first = each;
            }
        }
        return first;
    }

    /** How often it was delivered in all. */
    int delivered() {
        return delivered;
    }

    /** How often it has died there, for that reason, as far as it was told. */
    long diedBefore(String queue, String reason) {
        for (Died death : deaths) {
            if (death.queue().equals(queue) && death.reason().equals(reason)) {
                return death.count();
            }
        }
        return 0;
    }

    void died(Died death) {
        List<Died> all = new ArrayList<>(deaths.size() + 1);
        for (Died each : deaths) {
            if (!each.queue().equals(death.queue()) || !each.reason().equals(death.reason())) {
                all.add(each);
            }
        }
        all.add(death);
        deaths = all;
    }

    void remark(String what, String where, long nanos) {
        if (remarks.size() < MOST_PUBLISHES) {
            List<Remark> all = new ArrayList<>(remarks);
            all.add(new Remark(what, where, nanos));
            remarks = all;
        }
    }

    /** @param pseudonym empty if it is not known */
    void about(String pseudonym) {
        if (!pseudonym.isEmpty()) {
            order = pseudonym;
        }
    }

    String order() {
        return order;
    }

    /** As it was published first, or delivered first. */
    String destination() {
        return destination;
    }

    /** The oldest first. */
    List<Publish> publishes() {
        List<Publish> all = new ArrayList<>(publishes);
        for (Publish each = newestPublish; each != null; each = each.before) {
            all.add(0, each);
        }
        return all;
    }

    /** The oldest first. */
    List<Handover> handovers() {
        List<Handover> all = new ArrayList<>(handovers);
        for (Handover each = newestHandover; each != null; each = each.before) {
            all.add(0, each);
        }
        return all;
    }

    List<Died> deaths() {
        return deaths;
    }

    List<Remark> remarks() {
        return remarks;
    }

    /** The last settlement from that queue, if the message was put back; null if it was not, or is not remembered. */
    Handover putBack(String queue) {
        Handover last = lastFrom(queue);
        return last != null && last.isBack() && last.settlement != Settlement.FORGOTTEN ? last : null;
    }
}

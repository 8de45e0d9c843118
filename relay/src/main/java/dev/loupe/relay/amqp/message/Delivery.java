package dev.loupe.relay.amqp.message;

import dev.loupe.relay.amqp.fate.MessageFates;
import dev.loupe.relay.amqp.fate.MessageFates.Settlement;
import dev.loupe.relay.correlation.BusinessKey;
import dev.loupe.relay.correlation.InFlight;
import dev.loupe.relay.service.Keys;
import dev.loupe.relay.service.key.BodyKeys;
import dev.loupe.telemetry.live.LiveOperations;
import io.opentelemetry.api.trace.Span;
import java.util.ArrayList;
import java.util.List;

/** A message that was delivered, until it is settled. Not thread-safe. */
final class Delivery {
    private final Origin origin;
    private final Subscription subscription;
    private final boolean automatic;
    private final long tag;
    private final long began;
    private final long beganEpoch;
    private final Subscription.Turn turn;
    private final List<BusinessKey> keys = new ArrayList<>(2);
    private Span span = Span.getInvalid();
    private InFlight request;
    private MessageFates.Delivery fate;
    private LiveOperations.InFlight live;
    private BodyKeys body;
    private Settlement atCommit;
    private long settledNanos;

    /**
     * How a delivery ended.
     *
     * @param orderly false if what ended it broke
     * @param at by the monotonic clock
     * @param nanos from the delivery to its end
     * @param waitedNanos behind others of the same consumer; negative if that cannot be told
     */
    record End(Settlement settlement, boolean orderly, long at, long nanos, long waitedNanos) {}

    /**
     * When it came.
     *
     * @param began by the monotonic clock
     * @param beganEpoch nanoseconds since 1970
     */
    record Moment(long tag, long began, long beganEpoch) {}

    /** @param automatic whether the broker takes it as done */
    Delivery(Origin origin, Subscription subscription, boolean automatic, Moment moment) {
        this.origin = origin;
        this.subscription = subscription;
        this.automatic = automatic;
        this.tag = moment.tag();
        this.began = moment.began();
        this.beganEpoch = moment.beganEpoch();
        this.turn = subscription.takes();
    }

    void placed(Span own) {
        span = own;
    }

    void told(InFlight inFlight, MessageFates.Delivery delivery, LiveOperations.InFlight listed) {
        request = inFlight;
        fate = delivery;
        live = listed;
    }

    void reads(BodyKeys reader) {
        body = reader;
    }

    /** It is settled if its transaction is committed. */
    void settlesAtCommit(Settlement settlement, long now) {
        atCommit = settlement;
        settledNanos = now;
    }

    void rolledBack() {
        atCommit = null;
    }

    Origin origin() {
        return origin;
    }

    Subscription subscription() {
        return subscription;
    }

    boolean isAutomatic() {
        return automatic;
    }

    long tag() {
        return tag;
    }

    long began() {
        return began;
    }

    long beganEpoch() {
        return beganEpoch;
    }

    Subscription.Turn turn() {
        return turn;
    }

    Span span() {
        return span;
    }

    /** Null until it is known. */
    InFlight request() {
        return request;
    }

    MessageFates.Delivery fate() {
        return fate;
    }

    LiveOperations.InFlight live() {
        return live;
    }

    BodyKeys body() {
        return body;
    }

    /** What its transaction will have done with it; null for nothing. */
    Settlement atCommit() {
        return atCommit;
    }

    long settledNanos() {
        return settledNanos;
    }

    List<BusinessKey> keys() {
        return keys;
    }

    Keys allKeys() {
        Keys all = new Keys();
        for (BusinessKey key : keys) {
            all.add(key);
        }
        return all;
    }
}

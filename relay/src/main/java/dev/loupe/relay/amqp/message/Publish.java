package dev.loupe.relay.amqp.message;

import dev.loupe.relay.amqp.fate.MessageFates.Publication;
import dev.loupe.relay.correlation.BusinessKey;
import dev.loupe.relay.service.Keys;
import dev.loupe.relay.service.key.BodyKeys;
import dev.loupe.telemetry.live.LiveOperations;
import io.opentelemetry.api.trace.Span;
import java.util.ArrayList;
import java.util.List;

/** A message that was published, until its outcome is known. Not thread-safe. */
final class Publish {
    private final Destination destination;
    private final long number;
    private final boolean awaitsOutcome;
    private final long began;
    private final long beganEpoch;
    private final long bytesBefore;
    private final long blockedBefore;
    private final List<BusinessKey> keys = new ArrayList<>(2);
    private List<BusinessKey> inherited = List.of();
    private Span span = Span.getInvalid();
    private Publication fate;
    private LiveOperations.InFlight live;
    private String identity = "";
    private boolean raised;
    private boolean told;
    private BodyKeys body;
    private int bodySeen;

    /**
     * When it came.
     *
     * @param number of the publish on its channel, from 1
     * @param began by the monotonic clock
     * @param beganEpoch nanoseconds since 1970
     * @param bytesBefore that were published on the connection before it
     * @param blockedBefore for how long the connection had been blocked before, in nanoseconds
     */
    record Moment(long number, long began, long beganEpoch, long bytesBefore, long blockedBefore) {}

    /** @param awaitsOutcome whether the broker will tell what becomes of it */
    Publish(Destination destination, boolean awaitsOutcome, Moment moment) {
        this.destination = destination;
        this.awaitsOutcome = awaitsOutcome;
        number = moment.number();
        began = moment.began();
        beganEpoch = moment.beganEpoch();
        bytesBefore = moment.bytesBefore();
        blockedBefore = moment.blockedBefore();
    }

    void placed(Span own, List<BusinessKey> ofItsRequest) {
        span = own;
        inherited = ofItsRequest;
    }

    void told(Publication publication, LiveOperations.InFlight listed) {
        fate = publication;
        live = listed;
    }

    /**
     * By what it can be told from others when it is returned.
     *
     * @param text its {@code traceparent} or {@code message-id}
     * @param isRaised whether Loupe has set its {@code mandatory} bit
     */
    void knownBy(String text, boolean isRaised) {
        identity = text;
        raised = isRaised;
    }

    void reads(BodyKeys reader, int seen) {
        body = reader;
        bodySeen = seen;
    }

    /** The span has ended, though the outcome is not known. */
    void tells() {
        told = true;
    }

    Destination destination() {
        return destination;
    }

    long number() {
        return number;
    }

    /** Whether the broker will say what became of it; else its span ends at once. */
    boolean awaitsOutcome() {
        return awaitsOutcome;
    }

    long began() {
        return began;
    }

    long beganEpoch() {
        return beganEpoch;
    }

    long bytesBefore() {
        return bytesBefore;
    }

    long blockedBefore() {
        return blockedBefore;
    }

    Span span() {
        return span;
    }

    Publication fate() {
        return fate;
    }

    LiveOperations.InFlight live() {
        return live;
    }

    String identity() {
        return identity;
    }

    boolean isRaised() {
        return raised;
    }

    boolean isTold() {
        return told;
    }

    BodyKeys body() {
        return body;
    }

    /** How many bytes of the part of the body that comes have been read before; that is asked once for each. */
    int seenOf(int readable) {
        int seen = Math.min(bodySeen, readable);
        bodySeen -= seen;
        return seen;
    }

    /** Its own. */
    List<BusinessKey> keys() {
        return keys;
    }

    boolean hasKeys() {
        return !keys.isEmpty() || !inherited.isEmpty();
    }

    /** Its own, and those of its request. */
    Keys allKeys() {
        Keys all = new Keys();
        for (BusinessKey key : keys) {
            all.add(key);
        }
        all.inherit(inherited);
        return all;
    }
}

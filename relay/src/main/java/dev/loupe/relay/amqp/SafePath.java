package dev.loupe.relay.amqp;

import dev.loupe.relay.amqp.protocol.DecoderSettings;
import java.util.Objects;

/** Stands between the relay and a path: what the path throws costs what it was told, never the traffic. */
final class SafePath {
    private final AmqpPath path;
    private final DecoderSettings decoding;
    private final boolean readsBodies;

    SafePath(AmqpPath path) {
        this.path = path;
        DecoderSettings wanted = DecoderSettings.defaults();
        boolean bodies = false;
        try {
            wanted = Objects.requireNonNull(path.decoding(), "no settings");
            bodies = path.readsBodies();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            lost(e);
        }
        this.decoding = wanted;
        this.readsBodies = bodies;
    }

    SafeObserver begin() {
        return SafeObserver.begin(this, path);
    }

    DecoderSettings decoding() {
        return decoding;
    }

    boolean readsBodies() {
        return readsBodies;
    }

    void refused(AmqpPath.Refusal refusal) {
        try {
            path.refused(refusal);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            lost(e);
        }
    }

    void lost(Throwable why) {
        try {
            path.lost(why);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            // The counter of lost observations is itself lost; there is nobody left to tell.
            return;
        }
    }
}

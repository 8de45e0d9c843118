package dev.loupe.relay.postgres.session;

import dev.loupe.relay.postgres.SessionObserver;
import dev.loupe.relay.postgres.SessionObserver.SessionEnd;
import dev.loupe.relay.postgres.SessionObserver.Side;
import dev.loupe.relay.postgres.protocol.BackendEvent;
import dev.loupe.relay.postgres.protocol.FrontendEvent;

/** One session. Each call of client or server comes a millisecond after the one before; each message has 10 bytes. */
final class Talk {
    private static final int BYTES = 10;

    private final Scene scene;
    private final SessionObserver observer;
    private long sent;
    private long received;

    Talk(Scene scene, SessionObserver observer) {
        this.scene = scene;
        this.observer = observer;
    }

    Talk client(FrontendEvent... events) {
        scene.waits(1);
        for (FrontendEvent event : events) {
            sent += BYTES;
            observer.frontend(event, sent);
        }
        return this;
    }

    Talk server(BackendEvent... events) {
        scene.waits(1);
        for (BackendEvent event : events) {
            received += BYTES;
            observer.backend(event, received);
        }
        return this;
    }

    Talk waits(long millis) {
        scene.waits(millis);
        return this;
    }

    /** A simple query of one statement that succeeds. */
    Talk runs(String text, String tag, char status) {
        return client(Messages.query(text)).server(Messages.done(tag), Messages.ready(status));
    }

    Talk fails(String text, String sqlState, char status) {
        return client(Messages.query(text)).server(Messages.error(sqlState), Messages.ready(status));
    }

    SessionObserver observer() {
        return observer;
    }

    void ends(Side by, boolean orderly) {
        scene.waits(1);
        observer.ended(new SessionEnd(by, orderly));
    }
}

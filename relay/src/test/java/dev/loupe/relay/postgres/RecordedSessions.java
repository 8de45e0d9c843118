package dev.loupe.relay.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.loupe.relay.postgres.protocol.BackendEvent;
import dev.loupe.relay.postgres.protocol.FrontendEvent;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Remembers what it is told of every session. */
final class RecordedSessions implements PostgresPath {
    final BlockingQueue<Recorded> begun = new LinkedBlockingQueue<>();
    final List<Refusal> refusals = new CopyOnWriteArrayList<>();
    final List<Throwable> failures = new CopyOnWriteArrayList<>();

    /** The next session that has begun. */
    Recorded next() {
        try {
            Recorded next = begun.poll(20, TimeUnit.SECONDS);
            return next == null ? fail("no session has begun") : next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public SessionObserver begin() {
        Recorded session = new Recorded();
        begun.add(session);
        return session;
    }

    @Override
    public void refused(Refusal refusal) {
        refusals.add(refusal);
    }

    @Override
    public void lost(Throwable why) {
        failures.add(why);
    }

    /** What was told of one session. */
    static final class Recorded implements SessionObserver {
        final List<FrontendEvent> frontend = new CopyOnWriteArrayList<>();
        final List<BackendEvent> backend = new CopyOnWriteArrayList<>();
        final List<Boolean> stalls = new CopyOnWriteArrayList<>();
        final List<Blind> blind = new CopyOnWriteArrayList<>();
        final List<SessionEnd> ends = new CopyOnWriteArrayList<>();

        @Override
        public void frontend(FrontendEvent event, long end) {
            assertThat(ends).isEmpty();
            frontend.add(event);
        }

        @Override
        public void backend(BackendEvent event, long end) {
            assertThat(ends).isEmpty();
            backend.add(event);
        }

        @Override
        public boolean wantsParameters(String statement) {
            return true;
        }

        @Override
        public void clientStalls(boolean stalled) {
            stalls.add(stalled);
        }

        @Override
        public void blind(Blind why) {
            blind.add(why);
        }

        @Override
        public void ended(SessionEnd end) {
            ends.add(end);
        }
    }
}

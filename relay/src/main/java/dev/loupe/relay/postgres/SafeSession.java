package dev.loupe.relay.postgres;

import dev.loupe.relay.postgres.protocol.BackendEvent;
import dev.loupe.relay.postgres.protocol.FrontendEvent;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Stands between the relay and an observer: what the observer throws ends the observation, never the traffic. One that has
 * failed is still told that the session goes blind, and that it has ended, so that it can put away what it holds.
 */
final class SafeSession implements SessionObserver {
    private final SafePath path;
    private final SessionObserver observer;
    private boolean blind;

    private SafeSession(SafePath path, SessionObserver observer) {
        this.path = path;
        this.observer = observer;
    }

    static SafeSession begin(SafePath path, PostgresPath observed) {
        try {
            return new SafeSession(path, Objects.requireNonNull(observed.begin(), "no observer"));
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            SafeSession unobserved = new SafeSession(path, new Nobody());
            unobserved.blind = true;
            path.lost(e);
            return unobserved;
        }
    }

    /** Whether nothing more is observed. */
    boolean isBlind() {
        return blind;
    }

    /** Something failed, the observer or a decoder. */
    void failed(Throwable why) {
        path.lost(why);
        blind(Blind.LOST);
    }

    private void tell(Consumer<SessionObserver> what) {
        if (blind) {
            return;
        }
        try {
            what.accept(observer);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            failed(e);
        }
    }

    @Override
    public void frontend(FrontendEvent event, long end) {
        if (!blind) {
            try {
                observer.frontend(event, end);
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                failed(e);
            }
        }
    }

    @Override
    public void backend(BackendEvent event, long end) {
        if (!blind) {
            try {
                observer.backend(event, end);
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                failed(e);
            }
        }
    }

    @Override
    public boolean wantsParameters(String statement) {
        if (blind) {
            return false;
        }
        try {
            return observer.wantsParameters(statement);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            failed(e);
            return false;
        }
    }

    @Override
    public void clientStalls(boolean stalls) {
        tell(told -> told.clientStalls(stalls));
    }

    @Override
    public void blind(Blind why) {
        if (!blind) {
            blind = true;
            last(told -> told.blind(why));
        }
    }

    @Override
    public void ended(SessionEnd end) {
        last(told -> told.ended(end));
    }

    private void last(Consumer<SessionObserver> what) {
        try {
            what.accept(observer);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            path.lost(e);
        }
    }

    private record Nobody() implements SessionObserver {
        @Override
        public void frontend(FrontendEvent event, long end) {}

        @Override
        public void backend(BackendEvent event, long end) {}

        @Override
        public boolean wantsParameters(String statement) {
            return false;
        }

        @Override
        public void clientStalls(boolean stalls) {}

        @Override
        public void blind(Blind why) {}

        @Override
        public void ended(SessionEnd end) {}
    }
}

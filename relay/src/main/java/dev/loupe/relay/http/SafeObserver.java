package dev.loupe.relay.http;

import io.netty.buffer.ByteBuf;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

/** Stands between the relay and an observer: what the observer throws ends the observation, never the traffic. */
final class SafeObserver implements ExchangeObserver {
    private final HttpPath path;
    private ExchangeObserver observer;
    private boolean unprotected;

    private SafeObserver(HttpPath path, ExchangeObserver observer) {
        this.path = path;
        this.observer = observer;
    }

    static SafeObserver begin(HttpPath path, RequestHead request, HttpPath.Connection connection) {
        try {
            return new SafeObserver(path, Objects.requireNonNull(path.begin(request, connection), "no observer"));
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            SafeObserver blind = new SafeObserver(path, new Blind());
            blind.lose(e);
            return blind;
        }
    }

    private void lose(Throwable why) {
        ExchangeObserver failed = observer;
        observer = new Blind();
        SafePath.lost(path, why);
        try {
            failed.abandoned();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            SafePath.lost(path, e);
        }
    }

    /** Whether the path needs that field as it came; once the path has failed at that, what HTTP says is done. */
    boolean protects(RequestHead request, String lowerCaseName) {
        try {
            return !unprotected && path.protects(request, lowerCaseName);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            unprotected = true;
            lose(e);
            return false;
        }
    }

    /** Whether that request may open a tunnel of another protocol. */
    boolean allowsUpgrade(RequestHead request) {
        try {
            return path.allowsUpgrade(request);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            lose(e);
            return false;
        }
    }

    @Override
    public TraceFields traceFields() {
        try {
            return observer.traceFields();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            lose(e);
            return null;
        }
    }

    @Override
    public String requestId() {
        try {
            return observer.requestId();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            lose(e);
            return observer.requestId();
        }
    }

    @Override
    public void upstreamStarted(int attempt) {
        try {
            observer.upstreamStarted(attempt);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            lose(e);
        }
    }

    @Override
    public boolean wantsRequestContent() {
        try {
            return observer.wantsRequestContent();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            lose(e);
            return false;
        }
    }

    @Override
    public void requestContent(int bytes, ByteBuf content) {
        try {
            observer.requestContent(bytes, content);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            lose(e);
        }
    }

    @Override
    public boolean holdsHead() {
        try {
            return observer.holdsHead();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            lose(e);
            return false;
        }
    }

    @Override
    public void tunnelBegun() {
        try {
            observer.tunnelBegun();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            lose(e);
        }
    }

    @Override
    public void tunnelled(int bytes, boolean fromClient) {
        try {
            observer.tunnelled(bytes, fromClient);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            lose(e);
        }
    }

    @Override
    public void requestPaused() {
        try {
            observer.requestPaused();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            lose(e);
        }
    }

    @Override
    public void requestResumed() {
        try {
            observer.requestResumed();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            lose(e);
        }
    }

    @Override
    public void requestEnded() {
        try {
            observer.requestEnded();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            lose(e);
        }
    }

    @Override
    public void interim(int status) {
        try {
            observer.interim(status);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            lose(e);
        }
    }

    @Override
    public void responseStarted(ResponseHead head) {
        try {
            observer.responseStarted(head);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            lose(e);
        }
    }

    @Override
    public boolean wantsResponseContent() {
        try {
            return observer.wantsResponseContent();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            lose(e);
            return false;
        }
    }

    @Override
    public void responseContent(int bytes, ByteBuf content) {
        try {
            observer.responseContent(bytes, content);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            lose(e);
        }
    }

    @Override
    public void responsePaused() {
        try {
            observer.responsePaused();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            lose(e);
        }
    }

    @Override
    public void responseResumed() {
        try {
            observer.responseResumed();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            lose(e);
        }
    }

    @Override
    public void responseEnded() {
        try {
            observer.responseEnded();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            lose(e);
        }
    }

    @Override
    public void ended(ExchangeEnd end) {
        try {
            observer.ended(end);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            lose(e);
        }
    }

    /** Sees nothing, but can still be asked for an identifier. */
    private static final class Blind implements ExchangeObserver {
        @Override
        public String requestId() {
            return Long.toHexString(ThreadLocalRandom.current().nextLong());
        }

        @Override
        public void ended(ExchangeEnd end) {}
    }
}

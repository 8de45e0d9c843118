package dev.loupe.relay.http;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.ThreadLocalRandom;

/** Stands between the relay and an observer: what the observer throws ends the observation, never the traffic. */
final class SafeObserver implements ExchangeObserver {
    private final HttpPath path;
    private ExchangeObserver observer;

    private SafeObserver(HttpPath path, ExchangeObserver observer) {
        this.path = path;
        this.observer = observer;
    }

    static SafeObserver begin(HttpPath path, RequestHead request, HttpPath.Connection connection) {
        try {
            return new SafeObserver(path, path.begin(request, connection));
        } catch (RuntimeException | LinkageError e) {
            SafeObserver blind = new SafeObserver(path, new Blind());
            blind.lose(e);
            return blind;
        }
    }

    private void lose(Throwable why) {
        observer = new Blind();
        try {
            path.lost(why);
        } catch (RuntimeException e) {
            // The counter of lost observations is itself lost; there is nobody left to tell.
            observer = new Blind();
        }
    }

    @Override
    public TraceFields traceFields() {
        try {
            return observer.traceFields();
        } catch (RuntimeException | LinkageError e) {
            lose(e);
            return null;
        }
    }

    @Override
    public String requestId() {
        try {
            return observer.requestId();
        } catch (RuntimeException | LinkageError e) {
            lose(e);
            return observer.requestId();
        }
    }

    @Override
    public void upstreamStarted(int attempt) {
        try {
            observer.upstreamStarted(attempt);
        } catch (RuntimeException | LinkageError e) {
            lose(e);
        }
    }

    @Override
    public boolean wantsRequestContent() {
        try {
            return observer.wantsRequestContent();
        } catch (RuntimeException | LinkageError e) {
            lose(e);
            return false;
        }
    }

    @Override
    public void requestContent(int bytes, ByteBuf content) {
        try {
            observer.requestContent(bytes, content);
        } catch (RuntimeException | LinkageError e) {
            lose(e);
        }
    }

    @Override
    public boolean holdsHead() {
        try {
            return observer.holdsHead();
        } catch (RuntimeException | LinkageError e) {
            lose(e);
            return false;
        }
    }

    @Override
    public void tunnelBegun() {
        try {
            observer.tunnelBegun();
        } catch (RuntimeException | LinkageError e) {
            lose(e);
        }
    }

    @Override
    public void tunnelled(int bytes, boolean fromClient) {
        try {
            observer.tunnelled(bytes, fromClient);
        } catch (RuntimeException | LinkageError e) {
            lose(e);
        }
    }

    @Override
    public void requestPaused() {
        try {
            observer.requestPaused();
        } catch (RuntimeException | LinkageError e) {
            lose(e);
        }
    }

    @Override
    public void requestResumed() {
        try {
            observer.requestResumed();
        } catch (RuntimeException | LinkageError e) {
            lose(e);
        }
    }

    @Override
    public void requestEnded() {
        try {
            observer.requestEnded();
        } catch (RuntimeException | LinkageError e) {
            lose(e);
        }
    }

    @Override
    public void interim(int status) {
        try {
            observer.interim(status);
        } catch (RuntimeException | LinkageError e) {
            lose(e);
        }
    }

    @Override
    public void responseStarted(ResponseHead head) {
        try {
            observer.responseStarted(head);
        } catch (RuntimeException | LinkageError e) {
            lose(e);
        }
    }

    @Override
    public boolean wantsResponseContent() {
        try {
            return observer.wantsResponseContent();
        } catch (RuntimeException | LinkageError e) {
            lose(e);
            return false;
        }
    }

    @Override
    public void responseContent(int bytes, ByteBuf content) {
        try {
            observer.responseContent(bytes, content);
        } catch (RuntimeException | LinkageError e) {
            lose(e);
        }
    }

    @Override
    public void responsePaused() {
        try {
            observer.responsePaused();
        } catch (RuntimeException | LinkageError e) {
            lose(e);
        }
    }

    @Override
    public void responseResumed() {
        try {
            observer.responseResumed();
        } catch (RuntimeException | LinkageError e) {
            lose(e);
        }
    }

    @Override
    public void responseEnded() {
        try {
            observer.responseEnded();
        } catch (RuntimeException | LinkageError e) {
            lose(e);
        }
    }

    @Override
    public void ended(ExchangeEnd end) {
        try {
            observer.ended(end);
        } catch (RuntimeException | LinkageError e) {
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

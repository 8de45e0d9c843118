package dev.loupe.relay.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A path that writes down what its observers are told. */
class RecordedExchanges implements HttpPath {
    private final BlockingQueue<Recorded> ended = new LinkedBlockingQueue<>();
    final List<RelayError> refused = new CopyOnWriteArrayList<>();
    final List<Throwable> lost = new CopyOnWriteArrayList<>();
    volatile ExchangeObserver.TraceFields trace;
    volatile Set<String> guarded = Set.of();
    volatile boolean wantsContent;
    volatile boolean wantsRequest;
    volatile Predicate<Recorded> holds = recorded -> false;
    volatile Predicate<RequestHead> upgrades = request -> false;
    volatile boolean missing;

    /** What one observer was told; only the exchange's event loop writes. */
    @SuppressWarnings({"NonAtomicVolatileUpdate", "JdkObsolete"})
    final class Recorded implements ExchangeObserver {
        final String request;
        final String host;
        final String protocol;
        final List<String> calls = new CopyOnWriteArrayList<>();
        final StringBuffer requestSeen = new StringBuffer();
        final StringBuffer content = new StringBuffer();
        volatile long requestBytes;
        volatile long responseBytes;
        volatile ExchangeEnd end;

        Recorded(RequestHead request, Connection connection) {
            this.request = connection.scheme() + " " + request.method() + " " + request.target();
            this.protocol = connection.protocol();
            this.host = request.header("host");
        }

        @Override
        public TraceFields traceFields() {
            return trace;
        }

        @Override
        public String requestId() {
            return "id-1";
        }

        @Override
        public void upstreamStarted(int attempt) {
            calls.add("attempt " + attempt);
        }

        @Override
        public boolean wantsRequestContent() {
            return wantsRequest;
        }

        @Override
        public void requestContent(int bytes, ByteBuf seen) {
            requestBytes += bytes;
            if (seen != null) {
                requestSeen.append(seen.toString(StandardCharsets.ISO_8859_1));
            }
        }

        @Override
        public boolean holdsHead() {
            return holds.test(this);
        }

        @Override
        public void tunnelBegun() {
            calls.add("tunnel");
        }

        @Override
        public void tunnelled(int bytes, boolean fromClient) {
            if (fromClient) {
                requestBytes += bytes;
            } else {
                responseBytes += bytes;
            }
        }

        @Override
        public void requestPaused() {
            calls.add("request paused");
        }

        @Override
        public void requestResumed() {
            calls.add("request resumed");
        }

        @Override
        public void requestEnded() {
            calls.add("request ended");
        }

        @Override
        public void interim(int status) {
            calls.add("interim " + status);
        }

        @Override
        public void responseStarted(ResponseHead head) {
            calls.add("response " + head.status());
        }

        @Override
        public boolean wantsResponseContent() {
            return wantsContent;
        }

        @Override
        public void responseContent(int bytes, ByteBuf seen) {
            responseBytes += bytes;
            if (seen != null) {
                content.append(seen.toString(StandardCharsets.ISO_8859_1));
            }
        }

        @Override
        public void responsePaused() {
            calls.add("response paused");
        }

        @Override
        public void responseResumed() {
            calls.add("response resumed");
        }

        @Override
        public void responseEnded() {
            calls.add("response ended");
        }

        @Override
        public void ended(ExchangeEnd how) {
            assertThat(end).as("the exchange ends once").isNull();
            end = how;
            ended.add(this);
        }
    }

    @Override
    public ExchangeObserver begin(RequestHead request, Connection connection) {
        return missing ? null : new Recorded(request, connection);
    }

    @Override
    public boolean allowsUpgrade(RequestHead request) {
        return upgrades.test(request);
    }

    @Override
    public boolean protects(RequestHead request, String lowerCaseName) {
        return guarded.contains(lowerCaseName);
    }

    @Override
    public ErrorBody errorBody(RelayError error, String requestId) {
        return new ErrorBody("text/plain", error.kind() + " " + requestId, "x-request-id");
    }

    @Override
    public void refused(RelayError error) {
        refused.add(error);
    }

    @Override
    public void lost(Throwable why) {
        lost.add(why);
    }

    /** The next exchange that ends. */
    Recorded next() {
        try {
            Recorded next = ended.poll(20, TimeUnit.SECONDS);
            assertThat(next).as("an exchange that ended").isNotNull();
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether exchanges have ended that nobody asked for. */
    boolean hasMore() {
        return !ended.isEmpty();
    }
}

package dev.loupe.relay.correlation;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The requests of one service: those in flight, and those accepted of which work may go on. Not thread-safe. */
final class RequestTable {
    /** For so long a service may work for a client that has gone, as far as {@code sole} is concerned. */
    private static final long BROKEN_OFF_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final long answeredForNanos;
    private final int maxAnswered;
    private final int maxInFlight;
    private final Set<Request> inFlight = new LinkedHashSet<>();
    private final Queue<Request> accepted = new ArrayDeque<>();
    private final Index<BusinessKey> byKey = new Index<>();
    private final Index<String> byTrace = new Index<>();
    private int untold;
    private long forgotten;
    private boolean brokenOff;
    private long brokenOffNanos;

    RequestTable(CorrelationSettings settings) {
        answeredForNanos = settings.answeredFor().toNanos();
        maxAnswered = settings.maxAnswered();
        maxInFlight = settings.maxInFlight();
    }

    void begin(Request request) {
        if (inFlight.size() == maxInFlight) {
            request.becomes(Request.State.UNTOLD);
            untold++;
            return;
        }
        inFlight.add(request);
        byTrace.add(request.span().getTraceId(), request);
    }

    void key(Request request, BusinessKey key) {
        boolean findable = request.state() == Request.State.IN_FLIGHT || request.state() == Request.State.ACCEPTED;
        if (request.learns(key) && findable) {
            byKey.add(key, request);
        }
    }

    void answered(Request request, boolean goesOn, long nowNanos) {
        switch (request.state()) {
            case UNTOLD -> {
                untold--;
                request.becomes(Request.State.GONE);
            }
            case IN_FLIGHT -> {
                inFlight.remove(request);
                if (goesOn) {
                    request.accepted(nowNanos);
                    accepted.add(request);
                    forgetBeyond(maxAnswered);
                } else {
                    forget(request);
                }
            }
            default -> {}
        }
    }

    void brokenOff(Request request, long nowNanos) {
        if (request.state() == Request.State.IN_FLIGHT || request.state() == Request.State.UNTOLD) {
            brokenOff = true;
            brokenOffNanos = nowNanos;
        }
        answered(request, true, nowNanos);
    }

    private void forgetBeyond(int most) {
        while (accepted.size() > most) {
            forget(accepted.remove());
            forgotten++;
        }
    }

    /** Forgets what was answered too long ago. */
    void forgetOld(long nowNanos) {
        while (!accepted.isEmpty() && nowNanos - accepted.element().answeredNanos() >= answeredForNanos) {
            forget(accepted.remove());
        }
        brokenOff = brokenOff && nowNanos - brokenOffNanos < BROKEN_OFF_NANOS;
    }

    /** Whether something is remembered that will be too old. */
    boolean hasPast() {
        return brokenOff || !accepted.isEmpty();
    }

    /** Whether the service may still work for a request that was given up, and is not in flight. */
    boolean mayWorkUnseen() {
        return brokenOff;
    }

    private void forget(Request request) {
        request.becomes(Request.State.GONE);
        byTrace.remove(request.span().getTraceId(), request);
        for (BusinessKey key : request.keySet().heard()) {
            byKey.remove(key, request);
        }
    }

    /** How many are in flight, those included that cannot be told from others. */
    int count() {
        return inFlight.size() + untold;
    }

    /** Whether some in flight are not known one by one. */
    boolean hasUntold() {
        return untold > 0;
    }

    /** In flight, the oldest first, without the untold. */
    Iterable<Request> inFlight() {
        return inFlight;
    }

    /** Those that have heard this key, in flight or accepted. */
    List<Request> with(BusinessKey key) {
        return byKey.of(key);
    }

    /** Those of a trace, in flight or accepted. */
    List<Request> ofTrace(String traceId) {
        return byTrace.of(traceId);
    }

    /** How many accepted ones had to be forgotten before their time. */
    long forgotten() {
        return forgotten;
    }
}

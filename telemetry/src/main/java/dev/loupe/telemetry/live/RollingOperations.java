package dev.loupe.telemetry.live;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Live figures in fixed memory: at most {@value #MOST_LISTED} things in flight are listed (all are counted) and at most
 * {@value #MOST_OPERATIONS} operations are told apart, further ones are figured together as {@value #OTHER}.
 */
public final class RollingOperations implements LiveOperations {
    /** Operation under which those beyond the cap are figured. */
    public static final String OTHER = "_OTHER";

    static final int MOST_LISTED = 8_192;
    static final int MOST_OPERATIONS = 64;

    private final InFlightTable<Request> inFlight = new InFlightTable<>(MOST_LISTED);
    private final Map<String, OperationWindow> windows = new ConcurrentHashMap<>();
    private final OperationWindow others = new OperationWindow();
    private final SecondsRing seconds = new SecondsRing();
    private final SlowFiles slowFiles = new SlowFiles();
    private final LongSupplier nanoTicker;
    private final LongSupplier epochSeconds;
    private final long origin;

    /**
     * @param nanoTicker as {@link System#nanoTime}
     * @param epochSeconds seconds since 1970, only read to label what is shown
     */
    public RollingOperations(LongSupplier nanoTicker, LongSupplier epochSeconds) {
        this.nanoTicker = nanoTicker;
        this.epochSeconds = epochSeconds;
        origin = nanoTicker.getAsLong();
    }

    @Override
    public InFlight begin(String operation, String subject, String traceId) {
        Request request = new Request(this, operation, subject, traceId, now());
        request.listedAt(inFlight.add(request));
        return request;
    }

    /** Nanoseconds since this was made, never negative: what all windows count in. */
    long now() {
        return nanoTicker.getAsLong() - origin;
    }

    void moved(long bytes) {
        seconds.addBytes(now(), bytes);
    }

    void ended(Request request, Request.End end, long unreportedBytes) {
        inFlight.remove(request.place());
        boolean error = !end.outcome().equals("ok") && !end.outcome().equals("client_error");
        seconds.addRequest(end.atNanos(), error, unreportedBytes);
        windowOf(request.operation()).add(request, end, error);
        slowFiles.offer(request, end);
    }

    private OperationWindow windowOf(String operation) {
        OperationWindow window = windows.get(operation);
        if (window != null) {
            return window;
        }
        return windows.size() < MOST_OPERATIONS
                ? windows.computeIfAbsent(operation, name -> new OperationWindow())
                : others;
    }

    @Override
    public List<Running> running(int limit) {
        long now = now();
        return inFlight.listed(Request::beganNanos, limit).stream()
                .map(request -> request.running(now))
                .toList();
    }

    @Override
    public int runningCount() {
        return inFlight.count();
    }

    @Override
    public List<OperationFigures> lastMinute() {
        long now = now();
        Map<String, OperationWindow> all = new HashMap<>(windows);
        all.put(OTHER, others);
        return all.entrySet().stream()
                .map(entry -> entry.getValue().figures(entry.getKey(), now))
                .filter(figures -> figures.count() > 0)
                .sorted(Comparator.comparingLong(OperationFigures::count)
                        .reversed()
                        .thenComparing(OperationFigures::operation))
                .toList();
    }

    @Override
    public List<SlowFile> slowest(int limit) {
        return slowFiles.slowest(now(), limit);
    }

    @Override
    public List<Second> perSecond() {
        return seconds.last(now(), epochSeconds.getAsLong());
    }
}

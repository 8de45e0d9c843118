package dev.loupe.telemetry.keep;

import dev.loupe.telemetry.Settings;
import dev.loupe.telemetry.export.DropReason;
import dev.loupe.telemetry.export.Drops;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Decides which spans leave the process, as the last step before export. The spans below a local root (a span without
 * a parent in this process) wait until it has ended; then all are kept for one reason, or dropped. A trace that was
 * kept once stays kept, whatever else of it passes through here. A late span below a dropped one is kept if it failed
 * or asks to be, without what went before it: work that goes on after a 202 must not fail unseen.
 *
 * <p>Thread-safe. One short lock guards all state; nothing is done under it but table look-ups, and what is kept is
 * handed on after it was released. A local root with nothing below it, which is nearly every request of a plain proxy,
 * is decided without any entry in the table of the waiting. Shared by tracer providers, which must not end it: their
 * {@code shutdown} does nothing here.
 */
public final class KeepPolicy implements SpanProcessor {
    private final ReentrantLock lock = new ReentrantLock();
    private final WaitingSpans waiting = new WaitingSpans();
    private final Verdicts verdicts;
    private final KeepRules rules;
    private final int maxWaiting;
    private final long maxWaitNanos;
    private final LongSupplier nanoTicker;
    private final Drops drops;
    private final KeptSpans destination;
    private final Map<Verdict, LongAdder> keptByReason = new EnumMap<>(Verdict.class);

    /**
     * @param nanoTicker as {@link System#nanoTime}
     * @param drops told of spans that could not wait
     * @param destination of what is kept
     */
    public KeepPolicy(Settings.Keep settings, LongSupplier nanoTicker, Drops drops, KeptSpans destination) {
        rules = new KeepRules(settings);
        verdicts = new Verdicts(settings.verdicts());
        maxWaiting = settings.maxWaitingSpans();
        maxWaitNanos = settings.maxWait().toNanos();
        this.nanoTicker = nanoTicker;
        this.drops = drops;
        this.destination = destination;
        for (Verdict verdict : Verdict.values()) {
            keptByReason.put(verdict, new LongAdder());
        }
    }

    @Override
    public void onEnd(ReadableSpan ended) {
        SpanData span = ended.toSpanData();
        SpanContext parent = span.getParentSpanContext();
        if (!parent.isValid() || parent.isRemote()) {
            rootEnded(span);
        } else {
            childEnded(span);
        }
    }

    private void rootEnded(SpanData root) {
        String traceId = root.getTraceId();
        Verdict verdict = rules.onRoot(root);
        List<SpanData> released;
        lock.lock();
        try {
            verdict = verdict.orMoreTelling(rules.below(waiting.of(traceId))).orMoreTelling(verdicts.ofTrace(traceId));
            if (verdict.isKept()) {
                verdicts.kept(traceId, verdict);
                released = waiting.takeAll(traceId);
            } else {
                drop(root, waiting.takeBelow(traceId, root.getSpanId()));
                return;
            }
        } finally {
            lock.unlock();
        }
        keep(verdict, released);
        keep(verdict, root);
    }

    private void childEnded(SpanData span) {
        Verdict verdict;
        List<SpanData> released = List.of();
        Optional<WaitingSpans.Group> crowdedOut = Optional.empty();
        lock.lock();
        try {
            verdict = verdicts.ofTrace(span.getTraceId());
            if (!verdict.isKept() && verdicts.isDropped(span.getParentSpanId())) {
                List<SpanData> below = waiting.takeBelow(span.getTraceId(), span.getSpanId());
                verdict = rules.onItself(span).orMoreTelling(rules.below(below));
                if (!verdict.isKept()) {
                    drop(span, below);
                    return;
                }
                verdicts.kept(span.getTraceId(), verdict);
                released = new ArrayList<>(below);
                released.addAll(waiting.takeAll(span.getTraceId()));
            }
            if (!verdict.isKept()) {
                crowdedOut = waiting.size() < maxWaiting ? Optional.empty() : waiting.takeOldest();
                crowdedOut.ifPresent(this::rememberWithoutRoot);
                waiting.add(span, nanoTicker.getAsLong());
            }
        } finally {
            lock.unlock();
        }
        if (verdict.isKept()) {
            keep(verdict, released);
            keep(verdict, span);
        }
        crowdedOut.ifPresent(group -> decideWithoutRoot(group, DropReason.WAITING_FULL));
    }

    private void drop(SpanData span, List<SpanData> below) {
        verdicts.dropped(span.getSpanId());
        below.forEach(dropped -> verdicts.dropped(dropped.getSpanId()));
    }

    /** Decides about what has waited too long with what is known of it. To be called about once a second. */
    public void expire() {
        decideWaiting(maxWaitNanos, DropReason.WAITING_EXPIRED);
    }

    /** Decides about everything that waits, because the process ends. */
    public void finish() {
        decideWaiting(Long.MIN_VALUE, DropReason.SHUTDOWN);
    }

    private void decideWaiting(long waitedNanos, DropReason reason) {
        List<WaitingSpans.Group> taken = new ArrayList<>();
        lock.lock();
        try {
            long now = nanoTicker.getAsLong();
            Optional<WaitingSpans.Group> oldest = waiting.takeOldest(now, waitedNanos);
            while (oldest.isPresent()) {
                rememberWithoutRoot(oldest.get());
                taken.add(oldest.get());
                oldest = waiting.takeOldest(now, waitedNanos);
            }
        } finally {
            lock.unlock();
        }
        taken.forEach(group -> decideWithoutRoot(group, reason));
    }

    private void rememberWithoutRoot(WaitingSpans.Group group) {
        Verdict verdict = rules.withoutRoot(group.traceId(), group.spans());
        if (verdict.isKept()) {
            verdicts.kept(group.traceId(), verdict);
        }
    }

    private void decideWithoutRoot(WaitingSpans.Group group, DropReason reason) {
        Verdict verdict = rules.withoutRoot(group.traceId(), group.spans());
        if (verdict.isKept()) {
            keep(verdict, group.spans());
        } else {
            drops.add(reason, group.spans().size());
        }
    }

    private void keep(Verdict verdict, List<SpanData> spans) {
        for (SpanData span : spans) {
            keep(verdict, span);
        }
    }

    private void keep(Verdict verdict, SpanData span) {
        keptByReason.get(verdict).increment();
        destination.kept(verdict, new KeptSpan(span, verdict));
    }

    /** Whether the trace is remembered as kept; true as soon as the deciding span's {@code end()} has returned. */
    public boolean isKept(String traceId) {
        lock.lock();
        try {
            return verdicts.ofTrace(traceId).isKept();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the trace is one of the baseline, which with the policy {@code all} every trace is. */
    public boolean isBaseline(String traceId) {
        return rules.isBaseline(traceId);
    }

    /** Spans kept so far, for one reason. */
    public long keptFor(Verdict verdict) {
        return keptByReason.get(verdict).sum();
    }

    /** Spans that wait now. */
    public int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onStart(Context parentContext, ReadWriteSpan span) {
        // Nothing is known of a span that has only begun.
    }

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }
}

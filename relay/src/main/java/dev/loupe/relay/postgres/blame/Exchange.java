package dev.loupe.relay.postgres.blame;

import dev.loupe.telemetry.privacy.Seal;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Asks the monitors of other processes on the same database whose a process of the server is, and answers them. Knows what is
 * said, and not how it gets there. Touched on one thread. Why so: {@code RATIONALE.md}.
 */
public final class Exchange implements Peers {
    private static final int MOST = 1_000;
    private static final int MOST_QUEUED = 200;
    private static final int MOST_TIMES = 3;
    private static final long AGAIN_NANOS = 250_000_000L;
    private static final long OLDEST_MICROS = 10_000_000L;

    /** For how long an answer holds about a process whose transaction the monitor may not see. */
    private static final long UNNAMED_NANOS = 1_000_000_000L;

    private final String self;
    private final Backends backends;
    private final DatabaseClock clock;
    private final ExchangeEnvelope envelope;
    private final LongSupplier nanos;
    private final Set<ExchangeItem> queue = new LinkedHashSet<>();
    private final Map<String, Told> told = new Bounded<>(MOST);
    private final Map<String, Asked> asked = new Bounded<>(MOST);
    private final Map<String, LockCauses> causes = new Bounded<>(MOST);
    private final Map<String, Boolean> askedWaits = new Bounded<>(MOST);

    private record Told(Known known, long atNanos) {}

    private record Asked(int times, long atNanos) {}

    /**
     * @param database the server's name of it
     * @param seal with which the others' words are checked; empty if there is no common key
     * @param nanos {@link System#nanoTime}, except in tests
     */
    public Exchange(String database, Backends backends, DatabaseClock clock, Optional<Seal> seal, LongSupplier nanos) {
        byte[] random = new byte[8];
        new SecureRandom().nextBytes(random);
        this.self = HexFormat.of().formatHex(random);
        this.backends = backends;
        this.clock = clock;
        this.envelope = new ExchangeEnvelope(database, seal);
        this.nanos = nanos;
    }

    /** What a payload turned out to be. */
    public enum Heard {
        /** My own. */
        OWN,
        /** Somebody's question, or a wait's end. */
        QUESTION,
        /** Somebody's answer: more may be known now. */
        ANSWER,
        /** Not sealed as it must be, not understood, or too old. */
        REFUSED
    }

    @Override
    public Optional<Known> known(ServerProcess process) {
        Told answer = told.get(key(process.id(), process.transactionMicros()));
        boolean holds = answer != null
                && (process.transactionMicros().isPresent() || nanos.getAsLong() - answer.atNanos() < UNNAMED_NANOS);
        return holds ? Optional.of(answer.known()) : Optional.empty();
    }

    @Override
    public void ask(Question question) {
        if (!clock.isRead()) {
            return;
        }
        Optional<String> waitId = question.waiter().map(wait -> self + '.' + wait.waitId());
        String key = key(question.process().id(), question.transactionMicros()) + '|' + waitId.orElse("-");
        Asked before = asked.get(key);
        long now = nanos.getAsLong();
        boolean answered = known(question.process()).isPresent();
        boolean again =
                before != null && !answered && before.times() < MOST_TIMES && now - before.atNanos() > AGAIN_NANOS;
        if (before != null && !again) {
            return;
        }
        if (waitId.isEmpty() && answered) {
            return;
        }
        asked.put(key, new Asked(before == null ? 1 : before.times() + 1, now));
        waitId.ifPresent(id -> askedWaits.put(id, true));
        say(new ExchangeItem.Question(
                question.process().id(),
                question.transactionMicros(),
                clock.micros(question.seenNanos()),
                question.waiter()
                        .map(wait -> new ExchangeItem.Waiter(
                                self + '.' + wait.waitId(), wait.traceId(), clock.micros(wait.sinceNanos())))));
    }

    @Override
    public void released(String waitId, long untilNanos) {
        if (askedWaits.remove(self + '.' + waitId) != null && clock.isRead()) {
            say(new ExchangeItem.Released(self + '.' + waitId, clock.micros(untilNanos)));
        }
    }

    /** The next payload to send, if there is anything to say. */
    public Optional<String> outgoing() {
        return queue.isEmpty() || !clock.isRead()
                ? Optional.empty()
                : Optional.of(envelope.closed(self, clock.micros(nanos.getAsLong()), queue));
    }

    /** A payload has come, maybe one's own. */
    public Heard incoming(String payload) {
        Optional<ExchangeEnvelope.Content> opened = envelope.opened(payload);
        if (opened.isEmpty()) {
            return Heard.REFUSED;
        }
        if (opened.get().sender().equals(self)) {
            return Heard.OWN;
        }
        if (!clock.isRead()
                || Math.abs(clock.micros(nanos.getAsLong()) - opened.get().micros()) > OLDEST_MICROS) {
            return Heard.REFUSED;
        }
        boolean more = false;
        for (ExchangeItem item : opened.get().items()) {
            if (item instanceof ExchangeItem.Question question) {
                answer(question);
            } else if (item instanceof ExchangeItem.Released released) {
                LockCauses known = causes.remove(released.waitId());
                if (known != null) {
                    known.released(released.waitId(), clock.nanos(released.untilMicros()));
                }
            } else if (item instanceof ExchangeItem.Answer answer) {
                more |= learn(answer);
            }
        }
        return more ? Heard.ANSWER : Heard.QUESTION;
    }

    private void answer(ExchangeItem.Question question) {
        long seen = clock.nanos(question.seenMicros());
        Optional<Holder> holder = backends.find(question.processId())
                .flatMap(Backend::holder)
                .filter(found -> found.sinceNanos() - seen < 0);
        if (holder.isEmpty()) {
            return;
        }
        question.waiter().ifPresent(wait -> {
            causes.put(wait.waitId(), holder.get().caused());
            holder.get().caused().waits(wait.waitId(), wait.traceId(), clock.nanos(wait.sinceMicros()));
        });
        say(new ExchangeItem.Answer(
                question.processId(),
                question.transactionMicros(),
                holder.get().span(),
                holder.get().summary(),
                holder.get().idleInTransaction()));
    }

    /** Only what was asked for is believed. */
    private boolean learn(ExchangeItem.Answer answer) {
        String key = key(answer.processId(), answer.transactionMicros());
        boolean wanted = asked.keySet().stream().anyMatch(question -> question.startsWith(key + '|'));
        if (wanted) {
            told.remove(key);
            told.put(key, new Told(new Known(answer.span(), answer.summary(), answer.idle()), nanos.getAsLong()));
        }
        return wanted;
    }

    private void say(ExchangeItem item) {
        if (queue.size() < MOST_QUEUED) {
            queue.add(item);
        }
    }

    private static String key(int processId, OptionalLong transactionMicros) {
        return processId + "|" + (transactionMicros.isPresent() ? transactionMicros.getAsLong() : "-");
    }
}

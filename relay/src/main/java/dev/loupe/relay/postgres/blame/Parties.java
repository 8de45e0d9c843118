package dev.loupe.relay.postgres.blame;

import dev.loupe.relay.postgres.blame.LockWait.Blocker;
import io.opentelemetry.api.trace.SpanContext;
import java.util.Optional;

/** Says who a server process is: one of ours, one of another process's, or a stranger. Touched on one thread. */
final class Parties {
    private static final String IDLE = "idle in transaction";

    private final String database;
    private final Backends backends;
    private final Peers peers;

    /** @param database as the configuration names it */
    Parties(String database, Backends backends, Peers peers) {
        this.database = database;
        this.backends = backends;
        this.peers = peers;
    }

    /**
     * One who is in the way.
     *
     * @param caused is to be told of it, if it is one of ours
     * @param known whether anybody knows its transaction, or nobody can
     */
    record Party(Blocker blocker, Optional<LockCauses> caused, boolean known) {}

    /** The statement that a process ran when it was seen, if it is one of ours. */
    Optional<RunningStatement> running(int processId, Activity activity) {
        return backends.find(processId)
                .flatMap(Backend::running)
                .filter(statement -> statement.sinceNanos() - activity.beforeNanos() < 0);
    }

    /** Who it is; empty if it is one of ours and has gone on to another transaction since, or is over. */
    Optional<Party> party(ServerProcess process, Activity activity) {
        if (backends.hasGoneSince(process.id(), activity.beforeNanos())) {
            return Optional.empty();
        }
        Optional<Backend> ours = backends.find(process.id());
        if (ours.isPresent()) {
            return holder(process, activity)
                    .map(holder -> new Party(
                            new Blocker(
                                    process.id(),
                                    holder.span(),
                                    holder.summary(),
                                    state(process, holder.idleInTransaction()),
                                    ""),
                            Optional.of(holder.caused()),
                            true));
        }
        return Optional.of(peers.known(process)
                .map(known -> new Party(
                        new Blocker(
                                process.id(),
                                known.span(),
                                known.summary(),
                                state(process, known.idleInTransaction()),
                                ""),
                        Optional.empty(),
                        true))
                .orElseGet(() -> new Party(
                        new Blocker(process.id(), SpanContext.getInvalid(), "", process.state(), name(process)),
                        Optional.empty(),
                        process.kind() != ServerProcess.Kind.CLIENT)));
    }

    /** Who it is, in words, with the trace by which to find it. */
    String words(ServerProcess process, Activity activity) {
        Optional<RunningStatement> running = running(process.id(), activity);
        if (running.isPresent()) {
            return words(running.get().summary(), running.get().span(), process.state());
        }
        Optional<Holder> holder = holder(process, activity);
        if (holder.isPresent()) {
            return words(
                    holder.get().summary(),
                    holder.get().span(),
                    state(process, holder.get().idleInTransaction()));
        }
        Optional<Peers.Known> known = peers.known(process);
        if (known.isPresent()) {
            return words(
                    known.get().summary(),
                    known.get().span(),
                    state(process, known.get().idleInTransaction()));
        }
        String who =
                process.kind().text() + (process.applicationName().isEmpty() ? "" : " of " + process.applicationName());
        return isIdle(process.state()) ? who + " (" + process.state() + ')' : who;
    }

    private String words(String summary, SpanContext span, String state) {
        String what = isIdle(state) || summary.isEmpty() ? "transaction " + database : summary;
        String trace = span.isValid() ? "trace " + span.getTraceId() : "";
        String idle = isIdle(state) ? state : "";
        String details = trace.isEmpty() || idle.isEmpty() ? trace + idle : trace + ", " + idle;
        return details.isEmpty() ? what : what + " (" + details + ')';
    }

    private Optional<Holder> holder(ServerProcess process, Activity activity) {
        return backends.find(process.id())
                .flatMap(Backend::holder)
                .filter(holder -> holder.sinceNanos() - activity.beforeNanos() < 0);
    }

    private static String name(ServerProcess process) {
        return process.kind() == ServerProcess.Kind.CLIENT
                ? process.applicationName()
                : process.kind().text();
    }

    /** As the server says it; where that may not be seen, as the relay has heard it. */
    private static String state(ServerProcess process, boolean idleInTransaction) {
        if (!process.state().isEmpty()) {
            return process.state();
        }
        return idleInTransaction ? IDLE : "active";
    }

    /** There is {@code idle in transaction (aborted)}, too, which has let go of row locks only once it ends. */
    private static boolean isIdle(String state) {
        return state.startsWith(IDLE);
    }
}

package dev.loupe.relay.postgres.session;

import dev.loupe.relay.correlation.BusinessKey;
import dev.loupe.relay.postgres.protocol.FrontendEvent;
import dev.loupe.relay.postgres.protocol.FrontendEvent.Named;
import dev.loupe.relay.postgres.protocol.SqlText;
import dev.loupe.relay.postgres.statement.ParsedStatement;
import java.util.ArrayList;
import java.util.List;

/** What the client of a session asks for, once the session has begun. */
final class ClientSide {
    private final Conversation talk;
    private final List<Prepared> unmade = new ArrayList<>(0);

    ClientSide(Conversation talk) {
        this.talk = talk;
    }

    /** @param bytes of the message, or since the last one */
    void says(FrontendEvent event, long bytes) {
        if (talk.pipeline().isFull()) {
            talk.loses(Overflow.PIPELINE);
        } else if (event instanceof FrontendEvent.Query query) {
            query(query.text(), bytes);
        } else if (event instanceof FrontendEvent.Parse parse) {
            parse(parse, bytes);
        } else if (event instanceof FrontendEvent.Bind bind) {
            bind(bind, bytes);
        } else if (event instanceof FrontendEvent.Describe describe) {
            describe(describe, bytes);
        } else if (event instanceof FrontendEvent.Execute execute) {
            execute(execute, bytes);
        } else if (event instanceof FrontendEvent.Sync) {
            sync();
        } else if (event instanceof FrontendEvent.Close close) {
            close(close);
        } else if (event instanceof FrontendEvent.FunctionCall) {
            call(bytes);
        } else {
            copies(event, bytes);
        }
    }

    private long arrives() {
        long now = talk.clock().now();
        talk.transactions().works(now);
        return now;
    }

    // --- simple queries

    private void query(SqlText text, long bytes) {
        long now = arrives();
        List<ParsedStatement> statements = talk.database().read(text);
        List<StatementRun> runs = new ArrayList<>(statements.size());
        talk.batchEnds();
        for (ParsedStatement statement : statements) {
            StatementRun run = talk.run(statement, now);
            talk.begins(run);
            runs.add(run);
        }
        if (!runs.isEmpty()) {
            runs.get(0).volume().sent(bytes);
        }
        asked(new Awaited.Querying(runs), runs, now);
        talk.batchEnds();
    }

    private void call(long bytes) {
        long now = arrives();
        StatementRun run = talk.run(Implied.FUNCTION_CALL, now);
        run.volume().sent(bytes);
        talk.begins(run);
        asked(new Awaited.Calling(run), List.of(run), now);
    }

    private void asked(Awaited awaited, List<StatementRun> runs, long now) {
        if (talk.isSkipping()) {
            runs.forEach(run -> talk.skipped(run, now));
            return;
        }
        talk.pipeline().add(awaited);
        runs.forEach(run -> talk.pipeline().asks(run, now));
    }

    // --- extended queries

    private void parse(FrontendEvent.Parse parse, long bytes) {
        List<ParsedStatement> statements = talk.database().read(parse.text());
        ParsedStatement parsed = statements.isEmpty() ? null : statements.get(0);
        String name = parse.statement();
        Prepared prepared = new Prepared(
                name,
                parsed,
                parsed == null ? null : talk.known(parsed),
                parse.parameterTypes(),
                name.isEmpty() ? null : talk.named().prepared(name),
                arrives());
        prepared.sent(bytes);
        if (talk.isSkipping()) {
            unmade.add(prepared);
        } else {
            talk.pipeline().add(new Awaited.Parsing(prepared));
        }
        talk.named().put(prepared);
    }

    private void bind(FrontendEvent.Bind bind, long bytes) {
        Prepared prepared = talk.named().prepared(bind.statement());
        StatementRun run = prepared != null && prepared.isEmpty() ? null : bound(prepared, bind, arrives());
        if (run != null) {
            run.volume().sent(bytes);
        }
        Portal portal = new Portal(bind.portal(), prepared, run);
        if (!talk.isSkipping()) {
            talk.pipeline().add(new Awaited.Binding(portal));
        }
        talk.named().put(portal);
    }

    private StatementRun bound(Prepared prepared, FrontendEvent.Bind bind, long now) {
        if (prepared == null) {
            return talk.run(Implied.UNKNOWN, now);
        }
        List<BusinessKey> keys = prepared.known().excluded()
                ? List.of()
                : talk.database().keys().of(prepared.parsed(), bind.parameters(), prepared.types());
        boolean atOnce = !prepared.isAnswered() && !prepared.isClaimed();
        StatementRun run = talk.run(prepared.parsed(), prepared.known(), keys, atOnce ? prepared.began() : now);
        prepared.makes(run, atOnce);
        return run;
    }

    private void describe(FrontendEvent.Describe describe, long bytes) {
        Prepared prepared = null;
        StatementRun run = null;
        if (describe.named() == Named.STATEMENT) {
            prepared = talk.named().prepared(describe.name());
            if (prepared != null) {
                prepared.sent(bytes);
            }
        } else {
            Portal portal = talk.named().portal(describe.name());
            run = portal == null ? null : portal.run();
            if (run != null) {
                run.volume().sent(bytes);
            }
        }
        if (!talk.isSkipping()) {
            talk.pipeline().add(new Awaited.Describing(prepared, run));
        }
    }

    private void execute(FrontendEvent.Execute execute, long bytes) {
        long now = arrives();
        StatementRun run = toExecute(execute.portal(), now);
        if (run == null) {
            if (!talk.isSkipping()) {
                talk.pipeline().add(new Awaited.Executing(null));
            }
            return;
        }
        run.volume().sent(bytes);
        talk.begins(run);
        asked(new Awaited.Executing(run), List.of(run), now);
    }

    /** Null if there is no statement in it. */
    private StatementRun toExecute(String name, long now) {
        Portal portal = talk.named().portal(name);
        if (portal == null) {
            return talk.run(Implied.UNKNOWN, now);
        }
        StatementRun run = portal.run();
        if (run == null || !run.isOver()) {
            return run;
        }
        // A portal that is through can be run again, and returns nothing more; that is another statement.
        StatementRun again = talk.run(run.parsed(), run.known(), run.keys(), now);
        again.prepared(StatementRun.Preparation.REUSED, 0);
        talk.named().put(new Portal(name, portal.prepared(), again));
        return again;
    }

    private void close(FrontendEvent.Close close) {
        Portal portal = null;
        if (close.named() == Named.PORTAL) {
            portal = talk.named().removePortal(close.name());
        } else {
            if (!talk.isSkipping()) {
                talk.named().removePrepared(close.name());
            }
        }
        if (!talk.isSkipping()) {
            talk.pipeline().add(new Awaited.Closing(portal));
        }
    }

    private void sync() {
        if (talk.isCopyingIn()) {
            return;
        }
        talk.skips(false);
        for (int i = unmade.size() - 1; i >= 0; i--) {
            talk.named().undo(unmade.get(i));
        }
        unmade.clear();
        talk.pipeline().add(Awaited.Syncing.INSTANCE);
        talk.batchEnds();
        if (!talk.transactions().isInside()) {
            talk.named().clearPortals();
        }
    }

    // --- copying

    private void copies(FrontendEvent event, long bytes) {
        if (event instanceof FrontendEvent.CopyDataBegun
                || event instanceof FrontendEvent.CopyData
                || event instanceof FrontendEvent.CopyDone
                || event instanceof FrontendEvent.CopyFail) {
            StatementRun run = copying();
            if (run != null) {
                run.volume().sent(bytes);
            }
            if (event == FrontendEvent.CopyDone.INSTANCE || event == FrontendEvent.CopyFail.INSTANCE) {
                talk.copiesIn(false);
            }
        }
    }

    /** The statement that data is for: the one that the server is at. */
    private StatementRun copying() {
        Awaited head = talk.pipeline().head();
        if (head instanceof Awaited.Querying query) {
            return query.current();
        }
        return head instanceof Awaited.Executing executing ? executing.run() : null;
    }
}

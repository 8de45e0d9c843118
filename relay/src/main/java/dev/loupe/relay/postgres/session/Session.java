package dev.loupe.relay.postgres.session;

import dev.loupe.relay.postgres.SessionObserver;
import dev.loupe.relay.postgres.protocol.BackendEvent;
import dev.loupe.relay.postgres.protocol.FrontendEvent;

/** Observes one session, from its start-up to its end. */
final class Session implements SessionObserver {
    private final Database database;
    private final Conversation talk;
    private final ClientSide client;
    private final ServerSide server;
    private final SessionStart start;
    private long clientEnd;
    private long serverEnd;

    Session(Database database) {
        this.database = database;
        talk = new Conversation(database);
        client = new ClientSide(talk);
        server = new ServerSide(talk);
        start = new SessionStart(database, talk);
    }

    @Override
    public void frontend(FrontendEvent event, long end) {
        long bytes = end - clientEnd;
        clientEnd = end;
        if (!talk.isLost() && !start.frontend(event)) {
            client.says(event, bytes);
        }
    }

    @Override
    public void backend(BackendEvent event, long end) {
        long bytes = end - serverEnd;
        serverEnd = end;
        if (!talk.isLost() && !start.backend(event)) {
            server.says(event, bytes);
        }
    }

    @Override
    public boolean wantsParameters(String statement) {
        Prepared prepared = talk.named().prepared(statement);
        return prepared != null
                && !prepared.isEmpty()
                && !prepared.parsed().keys().isEmpty()
                && !prepared.known().excluded();
    }

    @Override
    public void clientStalls(boolean stalls) {
        talk.stalls().change(stalls, talk.clock().now());
    }

    @Override
    public void blind(Blind why) {
        database.metrics().blind(why);
        if (!talk.isLost()) {
            talk.forget();
        }
    }

    @Override
    public void ended(SessionEnd end) {
        long now = talk.clock().now();
        if (!talk.isLost()) {
            SessionEnding.end(talk, server, end, now);
        }
        start.ended(now);
    }
}

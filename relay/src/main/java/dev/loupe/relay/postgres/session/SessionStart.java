package dev.loupe.relay.postgres.session;

import dev.loupe.relay.postgres.protocol.BackendEvent;
import dev.loupe.relay.postgres.protocol.BackendKey;
import dev.loupe.relay.postgres.protocol.FrontendEvent;

/** How a session begins: who its backend is, in which database; or that it is there to cancel another's statement. */
final class SessionStart {
    private final Database database;
    private final Conversation talk;
    private boolean begun;
    private long since;

    SessionStart(Database database, Conversation talk) {
        this.database = database;
        this.talk = talk;
    }

    /** Whether the message is one of the start, so that nothing else is to be made of it. */
    boolean frontend(FrontendEvent event) {
        if (event instanceof FrontendEvent.StartupMessage startup) {
            // Without a database it is the one of the user's name, which must not be told.
            talk.isIn(startup.parameters().getOrDefault("database", ""));
            return true;
        }
        if (event instanceof FrontendEvent.CancelRequest cancel) {
            cancels(cancel.key());
            return true;
        }
        return event instanceof FrontendEvent.AuthenticationResponse
                || event instanceof FrontendEvent.SslRequest
                || event instanceof FrontendEvent.GssEncRequest;
    }

    private void cancels(BackendKey key) {
        database.backends()
                .find(key.processId())
                .filter(BackendView.class::isInstance)
                .map(BackendView.class::cast)
                .filter(view -> view.isNamed(key))
                .map(BackendView::cancel)
                .ifPresentOrElse(database.telling()::cancels, database.telling()::cancelsNothing);
    }

    /** The same of the server's messages. */
    boolean backend(BackendEvent event) {
        if (begun) {
            return false;
        }
        if (event instanceof BackendEvent.BackendKeyData data) {
            talk.view().named(data.key());
            database.backends().add(talk.view());
        } else if (event instanceof BackendEvent.ErrorResponse error) {
            database.metrics().failed(error.sqlState());
        } else if (event instanceof BackendEvent.ReadyForQuery) {
            begun = true;
            since = talk.clock().now();
            database.sessions().add(talk.view());
            database.metrics().opened();
        }
        return true;
    }

    /** Whatever became of it. */
    void ended(long now) {
        if (talk.view().isNamed()) {
            database.backends().remove(talk.view());
        }
        if (begun) {
            database.sessions().remove(talk.view());
            database.metrics().closed(now - since);
        }
    }
}

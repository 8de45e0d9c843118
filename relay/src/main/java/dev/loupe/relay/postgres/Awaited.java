package dev.loupe.relay.postgres;

import dev.loupe.relay.postgres.protocol.BackendEvent;
import dev.loupe.relay.postgres.protocol.BackendEvent.CopyBothResponse;
import dev.loupe.relay.postgres.protocol.BackendEvent.CopyInResponse;
import dev.loupe.relay.postgres.protocol.BackendEvent.ReadyForQuery;
import dev.loupe.relay.postgres.protocol.FrontendEvent;
import dev.loupe.relay.postgres.protocol.FrontendEvent.Bind;
import dev.loupe.relay.postgres.protocol.FrontendEvent.Close;
import dev.loupe.relay.postgres.protocol.FrontendEvent.CopyDone;
import dev.loupe.relay.postgres.protocol.FrontendEvent.CopyFail;
import dev.loupe.relay.postgres.protocol.FrontendEvent.Describe;
import dev.loupe.relay.postgres.protocol.FrontendEvent.Execute;
import dev.loupe.relay.postgres.protocol.FrontendEvent.FunctionCall;
import dev.loupe.relay.postgres.protocol.FrontendEvent.Parse;
import dev.loupe.relay.postgres.protocol.FrontendEvent.Query;
import dev.loupe.relay.postgres.protocol.FrontendEvent.Sync;

/**
 * Whether a session does nothing now: the server has said {@code ReadyForQuery} to everything that asks for it, no
 * transaction is open, and no part of a message is on its way.
 */
final class Awaited {
    private int answers;
    private boolean simple;
    private boolean copying;
    private boolean pipeline;
    private boolean idle;
    private long clientEnd;
    private long serverEnd;

    void frontend(FrontendEvent event, long endOfMessage) {
        clientEnd = endOfMessage;
        idle = false;
        if (event instanceof Query || event instanceof FunctionCall) {
            answers++;
            simple = true;
        } else if (event instanceof Sync) {
            pipeline = false;
            // While rows come in, the server takes no notice of it (PostgreSQL manual, "COPY Operations").
            if (!copying) {
                answers++;
                simple = false;
            }
        } else if (event instanceof CopyDone || event instanceof CopyFail) {
            copying = false;
        } else if (event instanceof Parse
                || event instanceof Bind
                || event instanceof Describe
                || event instanceof Execute
                || event instanceof Close) {
            pipeline = true;
        }
    }

    void backend(BackendEvent event, long endOfMessage) {
        serverEnd = endOfMessage;
        if (event instanceof ReadyForQuery ready) {
            // The first one ends the start, and nobody has asked for it.
            answers = Math.max(0, answers - 1);
            copying = false;
            idle = answers == 0 && !pipeline && ready.status() == 'I';
        } else if (event instanceof CopyInResponse || event instanceof CopyBothResponse) {
            copying = true;
            // A Sync that was sent behind the statement is among what the server takes no notice of.
            answers = simple ? 1 : 0;
        }
    }

    /**
     * Whether the session is idle, so that it may be ended by a message to each side.
     *
     * @param fromClient bytes that the client has said so far
     * @param fromServer bytes that the server has said so far
     */
    boolean isIdle(long fromClient, long fromServer) {
        // Behind a part of a message, another one would be taken for the rest of it.
        return idle && clientEnd == fromClient && isBetweenMessages(fromServer);
    }

    /** Whether the server's last message is known to be whole. */
    boolean isBetweenMessages(long fromServer) {
        return serverEnd == fromServer;
    }
}

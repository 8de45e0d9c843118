package dev.loupe.relay.postgres.session;

import static dev.loupe.relay.postgres.session.Messages.BOUND;
import static dev.loupe.relay.postgres.session.Messages.NO_DATA;
import static dev.loupe.relay.postgres.session.Messages.PARSED;
import static dev.loupe.relay.postgres.session.Messages.SYNC;
import static dev.loupe.relay.postgres.session.Messages.done;
import static dev.loupe.relay.postgres.session.Messages.error;
import static dev.loupe.relay.postgres.session.Messages.extended;
import static dev.loupe.relay.postgres.session.Messages.query;
import static dev.loupe.relay.postgres.session.Messages.ready;

import dev.loupe.relay.postgres.protocol.BackendEvent;
import dev.loupe.relay.postgres.protocol.FrontendEvent;
import dev.loupe.telemetry.Names;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CopyTest {
    @RegisterExtension
    final Scene scene = new Scene();

    private static final FrontendEvent[] DATA = {
        FrontendEvent.CopyDataBegun.INSTANCE, new FrontendEvent.CopyData(3, 300), FrontendEvent.CopyDone.INSTANCE
    };

    @Test
    void copyIn_isOneStatementWithRowsAndBytes() {
        Talk talk = scene.session();
        talk.client(query("COPY x FROM STDIN")).server(new BackendEvent.CopyInResponse(2));
        talk.waits(50).client(DATA).server(done("COPY 300"), ready('I'));
        scene.spans("COPY x")
                .first()
                .isOk()
                .affected(300)
                .hasNo(Names.DB_RETURNED_ROWS)
                .has(Names.DB_SENT_BYTES, 40L)
                .took(Names.DB_EXECUTION_TIME, 1)
                .took(Names.DB_QUERY_DURATION, 53);
    }

    @Test
    void copyOut_isOneStatementWithRowsAndBytes() {
        Talk talk = scene.session();
        talk.client(query("COPY x TO STDOUT")).server(new BackendEvent.CopyOutResponse(2));
        talk.server(BackendEvent.CopyDataBegun.INSTANCE, new BackendEvent.CopyData(7, 700));
        talk.server(BackendEvent.CopyDone.INSTANCE, done("COPY 7"), ready('I'));
        scene.spans("COPY x")
                .first()
                .isOk()
                .rows(7)
                .hasNo(Names.DB_ROWS_AFFECTED)
                .has(Names.DB_RECEIVED_BYTES, 50L);
    }

    @Test
    void copyThatTheClientGivesUp_fails() {
        Talk talk = scene.session();
        talk.client(query("COPY x FROM STDIN")).server(new BackendEvent.CopyInResponse(2));
        talk.client(FrontendEvent.CopyDataBegun.INSTANCE, FrontendEvent.CopyFail.INSTANCE);
        talk.server(error("57014"), ready('I'));
        scene.spans("COPY x").first().failed("57014", "cancelled").hasNo(Names.DB_ROWS_AFFECTED);
    }

    @Test
    void copyInByTheExtendedProtocol_swallowsTheFirstSync() {
        Talk talk = scene.session();
        talk.client(extended("COPY x FROM STDIN")).client(SYNC);
        talk.server(PARSED, BOUND, NO_DATA, new BackendEvent.CopyInResponse(2));
        talk.client(DATA).client(SYNC).server(done("COPY 3"), ready('I'));
        talk.runs("SELECT a FROM y", "SELECT 0", 'I');
        scene.spans("COPY x", "SELECT y").at(0).affected(3);
    }

    @Test
    void copyInByTheExtendedProtocolThatFails_waitsForTheNextSync() {
        Talk talk = scene.session();
        talk.client(extended("COPY x FROM STDIN")).client(SYNC);
        talk.server(PARSED, BOUND, NO_DATA, new BackendEvent.CopyInResponse(2));
        talk.client(FrontendEvent.CopyDataBegun.INSTANCE).server(error("22P04"));
        talk.client(new FrontendEvent.CopyData(1, 5), FrontendEvent.CopyDone.INSTANCE, SYNC)
                .server(ready('I'));
        talk.runs("SELECT a FROM y", "SELECT 0", 'I');
        Spans spans = scene.spans("COPY x", "SELECT y");
        spans.at(0).failed("22P04", "data");
        spans.at(1).isOk();
    }

    @Test
    void copyAmongOtherStatementsOfAQuery_keepsThemApart() {
        Talk talk = scene.session();
        talk.client(query("DELETE FROM x; COPY x FROM STDIN; SELECT a FROM y"));
        talk.server(done("DELETE 2"), new BackendEvent.CopyInResponse(2)).client(DATA);
        talk.server(done("COPY 3"), done("SELECT 0"), ready('I'));
        Spans spans = scene.spans("DELETE x", "COPY x", "SELECT y");
        spans.at(0).affected(2);
        spans.at(1).affected(3);
        spans.at(2).rows(0);
    }
}

package dev.loupe.relay.postgres.session;

import static dev.loupe.relay.postgres.session.Messages.BOUND;
import static dev.loupe.relay.postgres.session.Messages.COLUMNS;
import static dev.loupe.relay.postgres.session.Messages.NO_DATA;
import static dev.loupe.relay.postgres.session.Messages.PARSED;
import static dev.loupe.relay.postgres.session.Messages.SUSPENDED;
import static dev.loupe.relay.postgres.session.Messages.SYNC;
import static dev.loupe.relay.postgres.session.Messages.bind;
import static dev.loupe.relay.postgres.session.Messages.bindTo;
import static dev.loupe.relay.postgres.session.Messages.closePortal;
import static dev.loupe.relay.postgres.session.Messages.describe;
import static dev.loupe.relay.postgres.session.Messages.describePortal;
import static dev.loupe.relay.postgres.session.Messages.done;
import static dev.loupe.relay.postgres.session.Messages.error;
import static dev.loupe.relay.postgres.session.Messages.execute;
import static dev.loupe.relay.postgres.session.Messages.extended;
import static dev.loupe.relay.postgres.session.Messages.fetch;
import static dev.loupe.relay.postgres.session.Messages.parse;
import static dev.loupe.relay.postgres.session.Messages.ready;
import static dev.loupe.relay.postgres.session.Messages.rows;

import dev.loupe.relay.postgres.protocol.BackendEvent;
import dev.loupe.telemetry.Names;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ExtendedQueryTest {
    @RegisterExtension
    final Scene scene = new Scene();

    @Test
    void parseBindDescribeExecuteSync_isOneStatement() {
        Talk talk = scene.session();
        talk.client(extended("SELECT a FROM x WHERE b = $1", "7")).client(SYNC);
        talk.waits(8).server(PARSED, BOUND, COLUMNS).server(rows(2)).server(done("SELECT 2"), ready('I'));
        scene.spans("SELECT x")
                .first()
                .isOk()
                .rows(2)
                .has(Names.DB_PREPARED, "no")
                .has(Names.DB_SENT_BYTES, 40L)
                .has(Names.DB_RECEIVED_BYTES, 60L)
                .took(Names.DB_EXECUTION_TIME, 11)
                .took(Names.DB_QUERY_DURATION, 12)
                .lasted(12);
    }

    @Test
    void statementThatIsPreparedAndRun_isNew_andReusedAfterwards() {
        Talk talk = scene.session();
        talk.client(parse("s1", "UPDATE x SET a = $1"), bind("s1", "1"), execute(), SYNC);
        talk.server(PARSED, BOUND, done("UPDATE 1"), ready('I'));
        talk.client(bind("s1", "2"), execute(), SYNC).server(BOUND, done("UPDATE 2"), ready('I'));
        Spans spans = scene.spans("UPDATE x", "UPDATE x");
        spans.at(0).has(Names.DB_PREPARED, "new").affected(1).hasNo(Names.DB_PREPARE_TIME);
        spans.at(1).has(Names.DB_PREPARED, "reused").affected(2).has(Names.DB_SENT_BYTES, 20L);
    }

    @Test
    void preparationBeforehand_leavesNoSpan_andItsTimeIsToldOnTheFirstExecution() {
        Talk talk = scene.session();
        talk.client(parse("s1", "SELECT a FROM x WHERE b = $1"), describe("s1"), SYNC);
        talk.waits(24).server(PARSED, new BackendEvent.ParameterDescription(List.of(23)), COLUMNS, ready('I'));
        scene.noSpans();
        talk.waits(100).client(bind("s1", "1"), execute(), SYNC);
        talk.server(BOUND).server(rows(1)).server(done("SELECT 1"), ready('I'));
        talk.client(bind("s1", "1"), execute(), SYNC).server(BOUND, done("SELECT 0"), ready('I'));
        Spans spans = scene.spans("SELECT x", "SELECT x");
        spans.at(0)
                .has(Names.DB_PREPARED, "new")
                .took(Names.DB_PREPARE_TIME, 25)
                .lasted(3);
        spans.at(1).has(Names.DB_PREPARED, "reused").hasNo(Names.DB_PREPARE_TIME);
    }

    @Test
    void preparationThatFails_isASpan() {
        Talk talk = scene.session();
        talk.client(parse("s1", "SELECT a FROM nowhere"), describe("s1"), SYNC);
        talk.server(error("42P01"), ready('I'));
        scene.spans("SELECT nowhere").first().failed("42P01", "statement").lasted(1);
        talk.client(parse("s1", "SELECT a FROM x"), SYNC).server(PARSED, ready('I'));
        talk.client(bind("s1"), execute(), SYNC).server(BOUND, done("SELECT 0"), ready('I'));
        scene.spans("SELECT x");
    }

    @Test
    void nameOfAStatementThatIsThereAlready_keepsWhatItWas() {
        Talk talk = scene.session();
        talk.client(parse("s1", "SELECT a FROM x"), SYNC).server(PARSED, ready('I'));
        talk.client(parse("s1", "SELECT a FROM y"), SYNC).server(error("42P05"), ready('I'));
        talk.client(bind("s1"), execute(), SYNC).server(BOUND, done("SELECT 0"), ready('I'));
        scene.spans("SELECT y", "SELECT x").at(0).failed("42P05", "statement");
    }

    @Test
    void bindThatFails_failsTheStatement() {
        Talk talk = scene.session();
        talk.client(extended("SELECT a FROM x WHERE b = $1", "seven")).client(SYNC);
        talk.server(PARSED, error("22P02"), ready('I'));
        scene.spans("SELECT x").first().failed("22P02", "data");
    }

    @Test
    void portalFetchedInPortions_isOneStatement() {
        Talk talk = scene.session();
        talk.runs("BEGIN", "BEGIN", 'T');
        talk.client(parse("", "SELECT a FROM x"), bindTo("c", ""), describePortal("c"), fetch("c", 50), SYNC);
        talk.server(PARSED, BOUND, COLUMNS).server(rows(50)).server(SUSPENDED, ready('T'));
        talk.waits(200).client(fetch("c", 50), SYNC).server(rows(50)).server(SUSPENDED, ready('T'));
        talk.waits(200).client(fetch("c", 50), SYNC).server(rows(7)).server(done("SELECT 7"), ready('T'));
        talk.runs("COMMIT", "COMMIT", 'I');
        Spans spans = scene.spans("transaction mes-db", "BEGIN", "SELECT x", "COMMIT");
        spans.named("SELECT x")
                .isOk()
                .rows(107)
                .has(Names.DB_FETCHES, 3L)
                .took(Names.DB_QUERY_DURATION, 7)
                .lasted(409);
    }

    @Test
    void portalThatIsClosedBeforeItIsThrough_isOver() {
        Talk talk = scene.session();
        talk.client(parse("", "SELECT a FROM x"), bindTo("c", ""), fetch("c", 5), closePortal("c"), SYNC);
        talk.server(PARSED, BOUND).server(rows(5)).server(SUSPENDED, BackendEvent.CloseComplete.INSTANCE);
        scene.spans("SELECT x").first().isOk().rows(5).hasNo(Names.DB_FETCHES);
        talk.server(ready('I'));
    }

    @Test
    void portalOutsideATransaction_endsWithItsSync() {
        Talk talk = scene.session();
        talk.client(parse("", "SELECT a FROM x"), bindTo("c", ""), fetch("c", 5), SYNC);
        talk.server(PARSED, BOUND).server(rows(5)).server(SUSPENDED);
        scene.noSpans();
        talk.server(ready('I'));
        scene.spans("SELECT x").first().isOk().rows(5);
    }

    @Test
    void portalInATransaction_endsWithIt() {
        Talk talk = scene.session();
        talk.runs("BEGIN", "BEGIN", 'T');
        talk.client(parse("", "SELECT a FROM x"), bindTo("c", ""), fetch("c", 5), SYNC);
        talk.server(PARSED, BOUND).server(rows(5)).server(SUSPENDED, ready('T'));
        talk.runs("ROLLBACK", "ROLLBACK", 'I');
        Spans spans = scene.spans("transaction mes-db", "BEGIN", "SELECT x", "ROLLBACK");
        spans.named("SELECT x").isOk().rows(5).isBelow(spans.transaction());
        spans.transaction().has(Names.DB_TRANSACTION_STATEMENTS, 3L);
    }

    @Test
    void emptyStatement_leavesNoSpan() {
        Talk talk = scene.session();
        talk.client(extended("")).client(SYNC);
        talk.server(PARSED, BOUND, NO_DATA, BackendEvent.EmptyQueryResponse.INSTANCE, ready('I'));
        talk.client(extended("SELECT a FROM x")).client(SYNC);
        talk.server(PARSED, BOUND, COLUMNS, done("SELECT 0"), ready('I'));
        scene.spans("SELECT x");
    }

    @Test
    void portalThatIsBoundAndNeverRun_leavesNoSpan() {
        Talk talk = scene.session();
        talk.client(parse("", "SELECT a FROM x"), bind(""), describePortal(""), SYNC);
        talk.server(PARSED, BOUND, COLUMNS, ready('I'));
        scene.noSpans();
    }

    @Test
    void portalThatIsThrough_canBeRunAgain() {
        Talk talk = scene.session();
        talk.client(parse("", "SELECT a FROM x"), bind(""), execute(), SYNC);
        talk.server(PARSED, BOUND, done("SELECT 4"));
        scene.takesAll();
        talk.server(ready('I'));
        talk.client(parse("", "SELECT a FROM x"), bindTo("p", ""), fetch("p", 0));
        talk.server(PARSED, BOUND).server(rows(4)).server(done("SELECT 4"));
        talk.client(fetch("p", 0), SYNC).server(done("SELECT 0"), ready('I'));
        Spans spans = scene.spans("SELECT x", "SELECT x");
        spans.at(0).rows(4);
        spans.at(1).rows(0);
    }

    @Test
    void whatHasNoName_isStillAStatement() {
        Talk talk = scene.session();
        talk.client(bind("never seen"), execute(), SYNC).server(BOUND, done("SELECT 0"), ready('I'));
        scene.spans("statement").first().isOk();
    }
}

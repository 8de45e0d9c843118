package dev.loupe.relay.postgres.session;

import static dev.loupe.relay.postgres.session.Messages.BOUND;
import static dev.loupe.relay.postgres.session.Messages.NO_DATA;
import static dev.loupe.relay.postgres.session.Messages.PARSED;
import static dev.loupe.relay.postgres.session.Messages.SYNC;
import static dev.loupe.relay.postgres.session.Messages.done;
import static dev.loupe.relay.postgres.session.Messages.error;
import static dev.loupe.relay.postgres.session.Messages.extended;
import static dev.loupe.relay.postgres.session.Messages.fatal;
import static dev.loupe.relay.postgres.session.Messages.query;
import static dev.loupe.relay.postgres.session.Messages.ready;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.postgres.SessionObserver.Side;
import dev.loupe.relay.postgres.statement.StatementSettings;
import dev.loupe.telemetry.Names;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TransactionTest {
    @RegisterExtension
    final Scene scene = new Scene();

    @Test
    void statementsOfATransaction_areBelowItsSpan() {
        Talk talk = scene.session();
        talk.runs("BEGIN", "BEGIN", 'T');
        talk.waits(99).runs("UPDATE x SET a = 1", "UPDATE 1", 'T');
        talk.waits(199).runs("COMMIT", "COMMIT", 'I');
        Spans spans = scene.spans("transaction mes-db", "BEGIN", "UPDATE x", "COMMIT");
        Spans.One transaction = spans.transaction();
        assertThat(transaction.span().getKind()).isEqualTo(SpanKind.INTERNAL);
        transaction
                .isOk()
                .isARoot()
                .has(Names.PEER_SERVICE, "mes-db")
                .has(Names.DB_TRANSACTION_OUTCOME, "committed")
                .has(Names.DB_TRANSACTION_STATEMENTS, 3L)
                .took(Names.DB_IDLE_IN_TRANSACTION, 300)
                .lasted(303);
        spans.named("BEGIN").isBelow(transaction);
        spans.named("UPDATE x").isBelow(transaction).lasted(1);
        spans.named("COMMIT").isBelow(transaction);
        assertThat(scene.metrics())
                .contains("loupe_db_transaction_duration_seconds_count{database=\"mes-db\"")
                .contains("transaction_outcome=\"committed\"");
    }

    @Test
    void rollback_undoesIt() {
        Talk talk = scene.session();
        talk.runs("BEGIN", "BEGIN", 'T')
                .runs("UPDATE x SET a = 1", "UPDATE 1", 'T')
                .runs("ROLLBACK", "ROLLBACK", 'I');
        scene.spans("transaction mes-db", "BEGIN", "UPDATE x", "ROLLBACK")
                .transaction()
                .isOk()
                .has(Names.DB_TRANSACTION_OUTCOME, "rolled_back");
    }

    @Test
    void commitAfterAFailedStatement_isARollback() {
        Talk talk = scene.session();
        talk.runs("BEGIN", "BEGIN", 'T').fails("UPDATE x SET a = 1", "23514", 'E');
        talk.fails("SELECT a FROM x", "25P02", 'E').runs("COMMIT", "ROLLBACK", 'I');
        Spans spans = scene.spans("transaction mes-db", "BEGIN", "UPDATE x", "SELECT x", "COMMIT");
        spans.transaction().has(Names.DB_TRANSACTION_OUTCOME, "rolled_back");
        spans.named("UPDATE x").failed("23514", "constraint");
        spans.named("SELECT x").failed("25P02", "failed_transaction");
        spans.named("COMMIT").isOk();
    }

    @Test
    void commitThatFails_failsTheTransaction() {
        Talk talk = scene.session();
        talk.runs("BEGIN", "BEGIN", 'T')
                .runs("UPDATE x SET a = 1", "UPDATE 1", 'T')
                .fails("COMMIT", "40001", 'I');
        Spans spans = scene.spans("transaction mes-db", "BEGIN", "UPDATE x", "COMMIT");
        spans.named("COMMIT").failed("40001", "serialization").isBelow(spans.transaction());
        spans.transaction().has(Names.DB_TRANSACTION_OUTCOME, "failed");
        assertThat(spans.transaction().span().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    }

    @Test
    void savepoints_stayInside() {
        Talk talk = scene.session();
        talk.runs("BEGIN", "BEGIN", 'T')
                .runs("SAVEPOINT s", "SAVEPOINT", 'T')
                .fails("UPDATE x SET a = 1", "23514", 'E');
        talk.runs("ROLLBACK TO s", "ROLLBACK", 'T').runs("COMMIT", "COMMIT", 'I');
        scene.spans("transaction mes-db", "BEGIN", "SAVEPOINT", "UPDATE x", "ROLLBACK", "COMMIT")
                .transaction()
                .has(Names.DB_TRANSACTION_OUTCOME, "committed")
                .has(Names.DB_TRANSACTION_STATEMENTS, 5L);
    }

    @Test
    void commitAndChain_beginsTheNextOne() {
        Talk talk = scene.session();
        talk.runs("BEGIN", "BEGIN", 'T').runs("UPDATE x SET a = 1", "UPDATE 1", 'T');
        talk.runs("COMMIT AND CHAIN", "COMMIT", 'T');
        talk.runs("UPDATE y SET a = 1", "UPDATE 1", 'T').runs("ROLLBACK", "ROLLBACK", 'I');
        Spans spans = scene.spans(
                "transaction mes-db", "BEGIN", "UPDATE x", "transaction mes-db", "COMMIT", "UPDATE y", "ROLLBACK");
        spans.at(0).has(Names.DB_TRANSACTION_OUTCOME, "committed").has(Names.DB_TRANSACTION_STATEMENTS, 3L);
        spans.at(3).has(Names.DB_TRANSACTION_OUTCOME, "rolled_back").has(Names.DB_TRANSACTION_STATEMENTS, 2L);
        spans.named("COMMIT").isBelow(spans.at(0));
        spans.named("UPDATE y").isBelow(spans.at(3));
    }

    @Test
    void transactionWithinOneQuery_isOneToo() {
        Talk talk = scene.session();
        talk.client(query("BEGIN; UPDATE x SET a = 1; COMMIT; SELECT a FROM y"));
        talk.server(done("BEGIN"), done("UPDATE 1"), done("COMMIT"), done("SELECT 0"), ready('I'));
        Spans spans = scene.spans("transaction mes-db", "BEGIN", "UPDATE x", "COMMIT", "SELECT y");
        spans.named("UPDATE x").isBelow(spans.transaction());
        spans.named("SELECT y").isARoot();
    }

    @Test
    void pipelineWhoseCommitIsSkipped_staysInItsTransaction() {
        Talk talk = scene.session();
        talk.client(extended("BEGIN")).client(extended("UPDATE x SET a = 1")).client(extended("COMMIT"));
        talk.client(SYNC).client(extended("SELECT a FROM y")).client(SYNC);
        talk.server(PARSED, BOUND, NO_DATA, done("BEGIN"), PARSED, BOUND, NO_DATA, error("23514"), ready('E'));
        talk.server(error("25P02"), ready('E'));
        talk.runs("ROLLBACK", "ROLLBACK", 'I').runs("SELECT a FROM z", "SELECT 0", 'I');
        Spans spans =
                scene.spans("transaction mes-db", "BEGIN", "UPDATE x", "COMMIT", "SELECT y", "ROLLBACK", "SELECT z");
        spans.named("COMMIT").failed("skipped", "skipped").isBelow(spans.transaction());
        spans.named("SELECT y").failed("25P02", "failed_transaction").isBelow(spans.transaction());
        spans.named("SELECT z").isARoot();
        spans.transaction().has(Names.DB_TRANSACTION_OUTCOME, "rolled_back").has(Names.DB_TRANSACTION_STATEMENTS, 5L);
    }

    @Test
    void beginThatFails_beginsNothing() {
        Talk talk = scene.session();
        talk.client(extended("BEGIN ISOLATION LEVEL NONE"))
                .client(extended("UPDATE x SET a = 1"))
                .client(SYNC);
        talk.server(error("42601"), ready('I'));
        talk.runs("SELECT a FROM y", "SELECT 0", 'I');
        Spans spans = scene.spans("BEGIN", "UPDATE x", "SELECT y");
        spans.named("BEGIN").failed("42601", "statement").isARoot();
        spans.named("UPDATE x").failed("skipped", "skipped").isARoot();
        spans.named("SELECT y").isOk().isARoot();
    }

    @Test
    void transactionThatNobodyWasSeenToBegin_isFound() {
        Talk talk = scene.session();
        talk.runs("CALL opens_one", "CALL", 'T').runs("UPDATE x SET a = 1", "UPDATE 1", 'T');
        talk.runs("COMMIT", "COMMIT", 'I');
        Spans spans = scene.spans("CALL", "transaction mes-db", "UPDATE x", "COMMIT");
        spans.named("UPDATE x").isBelow(spans.transaction());
    }

    @Test
    void clientThatIsGone_breaksIt() {
        Talk talk = scene.session();
        talk.runs("BEGIN", "BEGIN", 'T').client(query("UPDATE x SET a = 1")).ends(Side.CLIENT, false);
        Spans spans = scene.spans("transaction mes-db", "BEGIN", "UPDATE x");
        spans.transaction().has(Names.DB_TRANSACTION_OUTCOME, "broken");
        spans.named("UPDATE x")
                .failed("broken", "broken")
                .has(Names.BROKEN_BY, "client")
                .hasNo(Names.DB_EXECUTION_TIME);
    }

    @Test
    void clientThatSaysGoodbye_givesItUp() {
        Talk talk = scene.session();
        talk.runs("BEGIN", "BEGIN", 'T').ends(Side.CLIENT, true);
        scene.spans("transaction mes-db", "BEGIN").transaction().has(Names.DB_TRANSACTION_OUTCOME, "rolled_back");
    }

    @Test
    void serverThatEndsAnIdleTransaction_saysWhy() {
        Talk talk = scene.session();
        talk.runs("BEGIN", "BEGIN", 'T').waits(50).server(fatal("25P03")).ends(Side.SERVER, false);
        scene.spans("transaction mes-db", "BEGIN")
                .transaction()
                .failed("25P03", "idle_in_transaction_timeout")
                .has(Names.DB_STATUS, "25P03")
                .has(Names.DB_TRANSACTION_OUTCOME, "failed")
                .took(Names.DB_IDLE_IN_TRANSACTION, 52);
    }

    @Test
    void transactionOfExcludedStatementsAlone_leavesNoSpan() {
        Scene other = new Scene(new DatabaseSettings(
                "mes-db",
                "db.internal",
                5432,
                false,
                List.of("BEGIN", "COMMIT", "SELECT pg_*"),
                Duration.ofSeconds(1),
                10,
                StatementSettings.defaults()));
        other.session()
                .runs("BEGIN", "BEGIN", 'T')
                .runs("SELECT 1 FROM pg_am", "SELECT 1", 'T')
                .runs("COMMIT", "COMMIT", 'I');
        other.noSpans();
        other.telemetry.close();
    }
}

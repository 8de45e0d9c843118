package dev.loupe.relay.postgres.session;

import static dev.loupe.relay.postgres.session.Messages.COLUMNS;
import static dev.loupe.relay.postgres.session.Messages.done;
import static dev.loupe.relay.postgres.session.Messages.error;
import static dev.loupe.relay.postgres.session.Messages.query;
import static dev.loupe.relay.postgres.session.Messages.ready;
import static dev.loupe.relay.postgres.session.Messages.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.postgres.protocol.BackendEvent;
import dev.loupe.relay.postgres.protocol.FrontendEvent;
import dev.loupe.telemetry.Names;
import io.opentelemetry.api.trace.SpanKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SimpleQueryTest {
    @RegisterExtension
    final Scene scene = new Scene();

    @Test
    void select_isOneSpanThatSaysWhatItWas() {
        Talk talk = scene.session();
        talk.client(query("SELECT id FROM orders WHERE id = 17"));
        talk.waits(9).server(COLUMNS).server(rows(3)).server(done("SELECT 3"), ready('I'));
        Spans.One span = scene.spans("SELECT orders").first();
        assertThat(span.span().getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(span.span().getResource().getAttributes().asMap().toString()).contains("service.name=mes-api");
        span.isOk()
                .isARoot()
                .isOf("none")
                .rows(3)
                .has(Names.DB_SYSTEM, "postgresql")
                .has(Names.DB_NAMESPACE, "mes")
                .has(Names.DB_OPERATION, "SELECT")
                .has(Names.DB_COLLECTION, "orders")
                .has(Names.DB_QUERY_SUMMARY, "SELECT orders")
                .has(Names.DB_QUERY_TEXT, "SELECT id FROM orders WHERE id = ?")
                .has(Names.SERVER_ADDRESS, "db.internal")
                .has(Names.SERVER_PORT, 5432L)
                .has(Names.PEER_SERVICE, "mes-db")
                .has(Names.DB_PREPARED, "no")
                .has(Names.DB_SENT_BYTES, 10L)
                .has(Names.DB_RECEIVED_BYTES, 40L)
                .hasNo(Names.DB_ROWS_AFFECTED)
                .hasNo(Names.DB_QUEUED)
                .hasNo(Names.DB_STATUS)
                .took(Names.DB_EXECUTION_TIME, 10)
                .took(Names.DB_QUERY_DURATION, 12)
                .lasted(12);
    }

    @Test
    void insertUpdateAndDelete_sayHowManyRowsTheyTouched() {
        Talk talk = scene.session();
        talk.runs("INSERT INTO orders VALUES (1)", "INSERT 0 1", 'I');
        talk.runs("UPDATE orders SET price = 2", "UPDATE 25", 'I');
        talk.runs("DELETE FROM orders", "DELETE 0", 'I');
        Spans spans = scene.spans("INSERT orders", "UPDATE orders", "DELETE orders");
        spans.at(0).affected(1).hasNo(Names.DB_RETURNED_ROWS);
        spans.at(1).affected(25);
        spans.at(2).affected(0);
    }

    @Test
    void insertThatReturns_saysBoth() {
        Talk talk = scene.session();
        talk.client(query("INSERT INTO orders VALUES (1) RETURNING id"));
        talk.server(COLUMNS).server(rows(1)).server(done("INSERT 0 1"), ready('I'));
        scene.spans("INSERT orders").first().affected(1).rows(1);
    }

    @Test
    void severalStatementsOfOneQuery_areSeveralSpans() {
        Talk talk = scene.session();
        talk.client(query("SELECT a FROM x; UPDATE y SET b = 1; SELECT c FROM z"));
        talk.server(COLUMNS).server(rows(2)).server(done("SELECT 2"));
        talk.waits(20).server(done("UPDATE 4"));
        talk.waits(30).server(COLUMNS, done("SELECT 0"), ready('I'));
        Spans spans = scene.spans("SELECT x", "UPDATE y", "SELECT z");
        spans.at(0).rows(2).hasNo(Names.DB_QUEUED).took(Names.DB_EXECUTION_TIME, 1);
        spans.at(1)
                .affected(4)
                .took(Names.DB_QUEUED, 3)
                .took(Names.DB_EXECUTION_TIME, 21)
                .took(Names.DB_QUERY_DURATION, 24);
        spans.at(2).rows(0).took(Names.DB_QUEUED, 24).took(Names.DB_EXECUTION_TIME, 31);
    }

    @Test
    void errorInTheMiddle_skipsTheRest() {
        Talk talk = scene.session();
        talk.client(query("SELECT a FROM x; UPDATE y SET b = 1; SELECT c FROM z"));
        talk.server(COLUMNS, done("SELECT 0"), error("23505"), ready('I'));
        Spans spans = scene.spans("SELECT x", "UPDATE y", "SELECT z");
        spans.named("SELECT x").isOk();
        spans.named("UPDATE y").failed("23505", "constraint").has(Names.DB_STATUS, "23505");
        spans.named("SELECT z")
                .failed("skipped", "skipped")
                .hasNo(Names.DB_STATUS)
                .hasNo(Names.DB_RETURNED_ROWS)
                .hasNo(Names.DB_QUERY_DURATION);
    }

    @Test
    void emptyQuery_leavesNoSpan() {
        Talk talk = scene.session();
        talk.client(query(" ; ")).server(BackendEvent.EmptyQueryResponse.INSTANCE, ready('I'));
        talk.runs("SELECT a FROM x", "SELECT 0", 'I');
        scene.spans("SELECT x").first().isOk();
    }

    @Test
    void noticesAndNotifications_belongToNothing() {
        Talk talk = scene.session();
        talk.server(BackendEvent.NotificationResponse.INSTANCE);
        talk.client(query("SELECT a FROM x"));
        talk.waits(5).server(new BackendEvent.NoticeResponse("NOTICE", "00000"));
        talk.server(new BackendEvent.ParameterStatus("TimeZone", "UTC"), BackendEvent.NotificationResponse.INSTANCE);
        talk.waits(5).server(COLUMNS, done("SELECT 0"), BackendEvent.NotificationResponse.INSTANCE, ready('I'));
        talk.server(BackendEvent.NotificationResponse.INSTANCE);
        scene.spans("SELECT x").first().took(Names.DB_EXECUTION_TIME, 13).has(Names.DB_RECEIVED_BYTES, 20L);
    }

    @Test
    void excludedStatement_leavesNoSpanAndIsCounted() {
        scene.session().runs("SELECT 1 FROM pg_class", "SELECT 1", 'I');
        scene.noSpans();
        assertThat(scene.metrics())
                .contains("loupe_excluded_requests_total{database=\"mes-db\",db_query_summary=\"SELECT pg_class\"")
                .contains("db_query_duration_seconds_count{database=\"mes-db\",db_query_summary=\"SELECT pg_class\"");
    }

    @Test
    void clientThatDoesNotRead_isToldApart() {
        Talk talk = scene.session();
        talk.client(query("SELECT a FROM x")).server(COLUMNS).server(BackendEvent.DataRowsBegun.INSTANCE);
        talk.observer().clientStalls(true);
        talk.waits(40).observer().clientStalls(false);
        talk.server(new BackendEvent.DataRows(1, 5), done("SELECT 1"), ready('I'));
        scene.spans("SELECT x").first().took(Names.DB_CLIENT_STALL, 40).took(Names.DB_EXECUTION_TIME, 1);
    }

    @Test
    void functionCall_isAStatementToo() {
        Talk talk = scene.session();
        talk.client(new FrontendEvent.FunctionCall(952));
        talk.server(BackendEvent.FunctionCallResponse.INSTANCE, ready('I'));
        talk.client(new FrontendEvent.FunctionCall(952));
        talk.server(error("42883"), ready('I'));
        Spans spans = scene.spans("function call", "function call");
        spans.at(0).isOk();
        spans.at(1).failed("42883", "statement");
    }
}

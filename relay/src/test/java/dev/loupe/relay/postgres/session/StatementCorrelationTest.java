package dev.loupe.relay.postgres.session;

import static dev.loupe.relay.postgres.session.Messages.BOUND;
import static dev.loupe.relay.postgres.session.Messages.NO_DATA;
import static dev.loupe.relay.postgres.session.Messages.PARSED;
import static dev.loupe.relay.postgres.session.Messages.SYNC;
import static dev.loupe.relay.postgres.session.Messages.done;
import static dev.loupe.relay.postgres.session.Messages.extended;
import static dev.loupe.relay.postgres.session.Messages.ready;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.correlation.InFlight;
import dev.loupe.relay.postgres.protocol.BackendEvent;
import dev.loupe.relay.postgres.protocol.FrontendEvent;
import dev.loupe.telemetry.Names;
import io.opentelemetry.api.trace.SpanContext;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which request a statement belongs to, and how a transaction carries that on. */
class StatementCorrelationTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";
    private static final String CARRYING = " /*traceparent='00-" + TRACE + "-" + SPAN + "-01'*/";

    @RegisterExtension
    final Scene scene = new Scene();

    private Talk executes(Talk talk, String text, String value, String tag, char status) {
        return talk.client(extended(text, value)).client(SYNC).server(PARSED, BOUND, NO_DATA, done(tag), ready(status));
    }

    @Test
    void statementThatCarriesAContext_isBelowThat() {
        scene.receives();
        scene.receives();
        scene.session().runs("SELECT a FROM x" + CARRYING, "SELECT 1", 'I');
        Spans.One span = scene.spans("SELECT x").first().isOf("explicit");
        assertThat(span.span().getParentSpanId()).isEqualTo(SPAN);
        assertThat(span.span().getTraceId()).isEqualTo(TRACE);
    }

    @Test
    void parameterThatIsAKey_findsItsRequest() {
        scene.receives("16");
        InFlight request = scene.receives("17");
        executes(scene.session(), "UPDATE x SET a = 1 WHERE order_id = $1", "17", "UPDATE 1", 'I');
        scene.answers(request);
        scene.spans("UPDATE x")
                .first()
                .isOf("key")
                .isBelow(request)
                .has(Names.JOURNEY, scene.telemetry.pseudonyms().of("order", "17"));
    }

    @Test
    void binaryParameter_isUnderstoodByTheTypeThatTheServerSaid() {
        scene.receives("16");
        InFlight request = scene.receives("17");
        Talk talk = scene.session();
        talk.client(Messages.parse("s1", "UPDATE x SET a = 1 WHERE order_id = $1"), Messages.describe("s1"), SYNC);
        talk.server(PARSED, new BackendEvent.ParameterDescription(List.of(23)), NO_DATA, ready('I'));
        assertThat(talk.observer().wantsParameters("s1")).isTrue();
        assertThat(talk.observer().wantsParameters("s2")).isFalse();
        talk.client(
                new FrontendEvent.Bind("", "s1", List.of(new FrontendEvent.Parameter(true, new byte[] {0, 0, 0, 17}))),
                Messages.execute(),
                SYNC);
        talk.server(BOUND, done("UPDATE 1"), ready('I'));
        scene.answers(request);
        scene.spans("UPDATE x").first().isOf("key").isBelow(request);
    }

    @Test
    void onlyRequestInFlight_isTheReason() {
        InFlight request = scene.receives();
        scene.session().runs("SELECT a FROM x", "SELECT 1", 'I');
        scene.answers(request);
        scene.spans("SELECT x").first().isOf("sole").isBelow(request);
    }

    @Test
    void severalRequests_areLinked() {
        InFlight one = scene.receives();
        InFlight other = scene.receives();
        scene.session().runs("SELECT a FROM x", "SELECT 1", 'I');
        scene.spans("SELECT x")
                .first()
                .isOf("ambiguous")
                .isARoot()
                .isLinkedTo(one.span(), other.span())
                .has(Names.CORRELATION_CANDIDATES, 2L);
    }

    @Test
    void statementSeenWhileNothingWasInFlight_isNobodysForSure() {
        Talk talk = scene.session();
        talk.runs("SELECT a FROM x", "SELECT 1", 'I');
        InFlight request = scene.receives();
        talk.runs("SELECT a FROM x", "SELECT 1", 'I');
        Spans spans = scene.spans("SELECT x", "SELECT x");
        spans.at(0).isOf("none").isARoot();
        spans.at(1).isOf("ambiguous").isLinkedTo(request.span());
    }

    @Test
    void keyOfALaterStatement_placesTheWholeTransaction() {
        scene.receives("16");
        InFlight request = scene.receives("17");
        Talk talk = scene.session();
        talk.runs("BEGIN", "BEGIN", 'T').runs("SELECT a FROM y", "SELECT 1", 'T');
        scene.noSpans();
        executes(talk, "UPDATE x SET a = 1 WHERE order_id = $1", "17", "UPDATE 1", 'T');
        talk.runs("SELECT a FROM z", "SELECT 1", 'T').runs("COMMIT", "COMMIT", 'I');
        scene.answers(request);
        Spans spans = scene.spans("transaction mes-db", "BEGIN", "SELECT y", "UPDATE x", "SELECT z", "COMMIT");
        spans.transaction().isOf("key").isBelow(request).has(Names.JOURNEY, order("17"));
        spans.named("BEGIN").isOf("transaction").isBelow(spans.transaction());
        spans.named("SELECT y").isOf("transaction").isBelow(spans.transaction()).has(Names.JOURNEY, order("17"));
        spans.named("UPDATE x").isOf("key").isBelow(spans.transaction());
        spans.named("SELECT z").isOf("transaction").isBelow(spans.transaction());
        spans.named("COMMIT").isOf("transaction").isBelow(spans.transaction());
        assertThat(scene.metrics())
                .containsPattern("loupe_correlation_operations_total\\{evidence=\"transaction\"[^}]*\\} 4");
    }

    private String order(String value) {
        return scene.telemetry.pseudonyms().of("order", value);
    }

    @Test
    void transactionOfTheSoleRequest_isSole() {
        InFlight request = scene.receives();
        Talk talk = scene.session();
        talk.runs("BEGIN", "BEGIN", 'T').runs("SELECT a FROM y", "SELECT 1", 'T');
        InFlight later = scene.receives();
        talk.runs("COMMIT", "COMMIT", 'I');
        scene.answers(later);
        scene.answers(request);
        Spans spans = scene.spans("transaction mes-db", "BEGIN", "SELECT y", "COMMIT");
        spans.transaction().isOf("sole").isBelow(request);
        spans.named("BEGIN").isOf("sole");
        spans.named("SELECT y").isOf("sole").isBelow(spans.transaction());
        spans.named("COMMIT").isOf("sole").isBelow(spans.transaction());
    }

    @Test
    void beginSeenOnItsOwn_doesNotEndSole() {
        Talk talk = scene.session();
        talk.runs("BEGIN", "BEGIN", 'T')
                .runs("DELETE FROM old", "DELETE 1", 'T')
                .runs("COMMIT", "COMMIT", 'I');
        scene.takesAll();
        InFlight request = scene.receives();
        talk.runs("BEGIN", "BEGIN", 'T')
                .runs("SELECT a FROM y", "SELECT 1", 'T')
                .runs("COMMIT", "COMMIT", 'I');
        scene.answers(request);
        scene.spans("transaction mes-db", "BEGIN", "SELECT y", "COMMIT")
                .transaction()
                .isOf("sole")
                .isBelow(request);
    }

    @Test
    void jobThatRunsBesideTheOnlyRequest_isNotTakenForIt() {
        Talk talk = scene.session();
        talk.runs("BEGIN", "BEGIN", 'T')
                .runs("DELETE FROM old", "DELETE 1", 'T')
                .runs("COMMIT", "COMMIT", 'I');
        scene.takesAll();
        InFlight request = scene.receives();
        talk.runs("BEGIN", "BEGIN", 'T')
                .runs("DELETE FROM old", "DELETE 1", 'T')
                .runs("COMMIT", "COMMIT", 'I');
        scene.answers(request);
        Spans spans = scene.spans("transaction mes-db", "BEGIN", "DELETE old", "COMMIT");
        spans.transaction().isOf("ambiguous").isARoot().isLinkedTo(request.span());
        spans.named("DELETE old").isOf("ambiguous").isBelow(spans.transaction());
    }

    @Test
    void transactionThatBeganInDoubt_isNotTheRequestsThatIsLeft() {
        InFlight one = scene.receives();
        InFlight other = scene.receives();
        Talk talk = scene.session();
        talk.runs("BEGIN", "BEGIN", 'T');
        scene.answers(other);
        talk.runs("SELECT a FROM y", "SELECT 1", 'T').runs("COMMIT", "COMMIT", 'I');
        scene.answers(one);
        Spans spans = scene.spans("transaction mes-db", "BEGIN", "SELECT y", "COMMIT");
        spans.transaction().isOf("ambiguous").isARoot().isLinkedTo(one.span(), other.span());
        spans.named("SELECT y").isOf("ambiguous").isBelow(spans.transaction());
    }

    @Test
    void beginOfOneSoleRequestAndStatementOfAnother_areInDoubt() {
        InFlight one = scene.receives();
        Talk talk = scene.session();
        talk.runs("BEGIN", "BEGIN", 'T');
        scene.answers(one);
        InFlight other = scene.receives();
        talk.runs("SELECT a FROM y", "SELECT 1", 'T').runs("COMMIT", "COMMIT", 'I');
        scene.answers(other);
        scene.spans("transaction mes-db", "BEGIN", "SELECT y", "COMMIT")
                .transaction()
                .isOf("ambiguous")
                .isLinkedTo(one.span(), other.span());
    }

    @Test
    void keyOfAnotherRequestInATransaction_standsAloneAndIsLinked() {
        InFlight one = scene.receives("16");
        InFlight other = scene.receives("17");
        Talk talk = scene.session();
        talk.runs("BEGIN", "BEGIN", 'T');
        executes(talk, "UPDATE x SET a = 1 WHERE order_id = $1", "17", "UPDATE 1", 'T');
        executes(talk, "UPDATE y SET a = 1 WHERE order_id = $1", "16", "UPDATE 1", 'T');
        talk.runs("COMMIT", "COMMIT", 'I');
        scene.answers(one);
        scene.answers(other);
        Spans spans = scene.spans("transaction mes-db", "BEGIN", "UPDATE x", "UPDATE y", "COMMIT");
        spans.transaction().isOf("key").isBelow(other);
        spans.named("UPDATE y")
                .isOf("ambiguous")
                .isARoot()
                .isLinkedTo(spans.transaction().context(), one.span(), other.span());
        spans.named("COMMIT").isOf("transaction").isBelow(spans.transaction());
    }

    @Test
    void statementWithAnotherContextThanItsTransaction_isBelowThatAndLinked() {
        InFlight request = scene.receives("17");
        scene.receives("16");
        Talk talk = scene.session();
        talk.runs("BEGIN", "BEGIN", 'T');
        executes(talk, "UPDATE x SET a = 1 WHERE order_id = $1", "17", "UPDATE 1", 'T');
        talk.runs("SELECT a FROM y" + CARRYING, "SELECT 1", 'T').runs("COMMIT", "COMMIT", 'I');
        scene.answers(request);
        Spans spans = scene.spans("transaction mes-db", "BEGIN", "UPDATE x", "SELECT y", "COMMIT");
        Spans.One carrying = spans.named("SELECT y")
                .isOf("explicit")
                .isLinkedTo(spans.transaction().context());
        assertThat(carrying.span().getParentSpanId()).isEqualTo(SPAN);
    }

    @Test
    void keyThatComesAfterMoreThanIsHeldBack_placesItsStatementAlone() {
        InFlight request = scene.receives("17");
        scene.receives("16");
        Talk talk = scene.session();
        talk.runs("BEGIN", "BEGIN", 'T');
        for (int i = 0; i < 66; i++) {
            talk.runs("SELECT a FROM y", "SELECT 1", 'T');
        }
        executes(talk, "UPDATE x SET a = 1 WHERE order_id = $1", "17", "UPDATE 1", 'T');
        talk.runs("COMMIT", "COMMIT", 'I');
        scene.answers(request);
        Spans spans = new Spans(scene.untaken());
        scene.takesAll();
        assertThat(spans.all()).hasSize(70);
        spans.transaction().isOf("ambiguous").isARoot();
        spans.named("UPDATE x")
                .isOf("key")
                .isBelow(request)
                .isLinkedTo(spans.transaction().context());
    }

    @Test
    void contextOfAStatement_placesItsTransaction() {
        scene.receives();
        Talk talk = scene.session();
        talk.runs("BEGIN", "BEGIN", 'T')
                .runs("SELECT a FROM y" + CARRYING, "SELECT 1", 'T')
                .runs("COMMIT", "COMMIT", 'I');
        Spans spans = scene.spans("transaction mes-db", "BEGIN", "SELECT y", "COMMIT");
        assertThat(spans.transaction().isOf("explicit").span().getParentSpanId())
                .isEqualTo(SPAN);
        spans.named("SELECT y").isOf("explicit").isBelow(spans.transaction());
        spans.named("COMMIT").isOf("transaction").isBelow(spans.transaction());
    }

    @Test
    void statementsOfOnePipeline_shareWhatOneOfThemKnows() {
        scene.receives("16");
        InFlight request = scene.receives("17");
        Talk talk = scene.session();
        talk.client(extended("SELECT a FROM x")).client(extended("UPDATE y SET a = 1 WHERE order_id = $1", "17"));
        talk.client(extended("SELECT a FROM z")).client(SYNC);
        for (String tag : new String[] {"SELECT 1", "UPDATE 1", "SELECT 1"}) {
            talk.server(PARSED, BOUND, NO_DATA, done(tag));
        }
        talk.server(ready('I')).runs("SELECT a FROM w", "SELECT 1", 'I');
        scene.answers(request);
        Spans spans = scene.spans("SELECT x", "UPDATE y", "SELECT z", "SELECT w");
        spans.named("SELECT x").isOf("transaction").isBelow(request);
        spans.named("UPDATE y").isOf("key").isBelow(request);
        spans.named("SELECT z").isOf("transaction").isBelow(request);
        spans.named("SELECT w").isOf("ambiguous");
    }

    @Test
    void contextThatIsARequestsOwn_isOneOfThisProcess() {
        InFlight request = scene.receives("17");
        scene.receives("16");
        SpanContext own = request.span();
        String text = "SELECT a FROM x /*traceparent='00-" + own.getTraceId() + "-" + own.getSpanId() + "-01'*/";
        scene.session().runs(text, "SELECT 1", 'I');
        scene.answers(request);
        Spans.One span = scene.spans("SELECT x").first().isOf("explicit").isBelow(request);
        assertThat(span.span().getParentSpanContext().isRemote())
                .as("the keep policy has to know that it waits for the request")
                .isFalse();
    }

    @Test
    void requestThatLeavesNoSpan_takesItsStatementsWithIt() {
        InFlight untold = scene.requests.begin(SpanContext.getInvalid());
        Talk talk = scene.session();
        talk.runs("SELECT a FROM x", "SELECT 1", 'I');
        talk.runs("BEGIN", "BEGIN", 'T')
                .runs("SELECT a FROM y", "SELECT 1", 'T')
                .runs("COMMIT", "COMMIT", 'I');
        untold.answered(false);
        scene.noSpans();
    }
}

package dev.loupe.relay.postgres.session;

import static dev.loupe.relay.postgres.session.Messages.done;
import static dev.loupe.relay.postgres.session.Messages.error;
import static dev.loupe.relay.postgres.session.Messages.extended;
import static dev.loupe.relay.postgres.session.Messages.query;
import static dev.loupe.relay.postgres.session.Messages.ready;
import static dev.loupe.relay.postgres.session.Messages.rows;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import co.elastic.logging.logback.EcsEncoder;
import dev.loupe.relay.correlation.InFlight;
import dev.loupe.relay.journey.Happening;
import dev.loupe.relay.postgres.SessionObserver.Side;
import dev.loupe.relay.postgres.plan.SlowStatement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** What is told of statements beside their spans. */
class TellingTest {
    @RegisterExtension
    final Scene scene = new Scene();

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        log().addAppender(lines);
    }

    @AfterEach
    void stop() {
        log().detachAppender(lines);
    }

    private static Logger log() {
        return (Logger) LoggerFactory.getLogger("dev.loupe.postgres.slow");
    }

    private Talk slow(Talk talk, String text, char status) {
        return talk.client(query(text)).waits(600).server(rows(2)).server(done("SELECT 2"), ready(status));
    }

    // --- slow statements

    @Test
    void slowStatement_isALogLineWithItsTrace() {
        slow(scene.session(), "SELECT a FROM x WHERE b = 'secret'", 'I');
        Spans.One span = scene.spans("SELECT x").first();
        assertThat(lines.list).hasSize(1);
        ILoggingEvent line = lines.list.get(0);
        assertThat(line.getFormattedMessage())
                .isEqualTo("slow statement on mes-db: 0.602 s, 2 rows, 0.000 s waiting for locks: "
                        + "SELECT a FROM x WHERE b = ?");
        assertThat(line.getMDCPropertyMap())
                .containsEntry("trace.id", span.span().getTraceId())
                .containsEntry("span.id", span.span().getSpanId())
                .containsEntry("event.duration", "602000000")
                .containsEntry("loupe.db.rows", "2")
                .containsEntry("db.query.text", "SELECT a FROM x WHERE b = ?")
                .containsEntry("peer.service", "mes-db")
                .containsKey("loupe.db.fingerprint");
        assertThat(scene.metrics())
                .containsPattern("slow_queries_count_total\\{[^}]*db_query_summary=\"SELECT x\"[^}]*\\} 1");
        assertThat(scene.slow).extracting(SlowStatement::summary).containsExactly("SELECT x");
    }

    @Test
    void slowStatement_hasFieldsOfItsOwnInElasticsearch() {
        slow(scene.session(), "SELECT a FROM x", 'I');
        Spans.One span = scene.spans("SELECT x").first();
        EcsEncoder encoder = new EcsEncoder();
        encoder.start();
        assertThat(new String(encoder.encode(lines.list.get(0)), UTF_8))
                .contains("\"trace.id\":\"" + span.span().getTraceId() + '"')
                .contains("\"db.query.text\":\"SELECT a FROM x\"")
                .containsPattern("\"event.duration\":\"?602000000");
    }

    @Test
    void quickStatement_isNoLogLine() {
        scene.session().runs("SELECT a FROM x", "SELECT 1", 'I');
        scene.spans("SELECT x");
        assertThat(lines.list).isEmpty();
        assertThat(scene.slow).isEmpty();
    }

    @Test
    void moreSlowOnesThanADiskShouldTake_areCounted() {
        Talk talk = scene.session();
        talk.client(query("SELECT a FROM x;".repeat(30))).waits(600);
        for (int i = 0; i < 30; i++) {
            talk.server(done("SELECT 0"));
        }
        talk.server(ready('I')).waits(1_000);
        assertThat(lines.list).hasSizeBetween(10, 20);
        int written = lines.list.size();
        slow(talk, "SELECT a FROM x", 'I');
        assertThat(lines.list.get(written).getFormattedMessage())
                .endsWith("(and " + (30 - written) + " more that were not written)");
        scene.takesAll();
    }

    @Test
    void figures_addUpWhatAStatementTook() {
        Talk talk = scene.session();
        talk.runs("SELECT a FROM x WHERE b = 1", "SELECT 1", 'I');
        slow(talk, "SELECT a FROM x WHERE b = 2", 'I');
        Spans spans = scene.spans("SELECT x", "SELECT x");
        talk.runs("SELECT a FROM x WHERE b = 3", "SELECT 1", 'I').fails("UPDATE y SET a = 1", "23505", 'I');
        List<StatementFigures> top = scene.path.statements().top(5);
        assertThat(top).extracting(StatementFigures::summary).containsExactly("SELECT x", "UPDATE y");
        StatementFigures first = top.get(0);
        assertThat(first.text()).isEqualTo("SELECT a FROM x WHERE b = ?");
        assertThat(first.calls()).isEqualTo(3);
        assertThat(first.errors()).isZero();
        assertThat(first.rows()).isEqualTo(4);
        assertThat(Math.round(first.totalSeconds() * 1e3)).isEqualTo(604);
        assertThat(Math.round(first.maxSeconds() * 1e3)).isEqualTo(602);
        assertThat(Math.round(first.meanSeconds() * 1e3)).isEqualTo(201);
        assertThat(first.lastTraceId())
                .as("the last that tells something")
                .isEqualTo(spans.at(1).span().getTraceId());
        assertThat(top.get(1).errors()).isEqualTo(1);
        assertThat(scene.path.statements().top(1)).hasSize(1);
        scene.takesAll();
    }

    @Test
    void moreStatementsThanThereIsRoomFor_areAddedUpTogether() {
        Talk talk = scene.session();
        for (int i = 0; i < 300; i++) {
            talk.runs("SELECT a FROM t_" + "x".repeat(i), "SELECT 1", 'I');
        }
        assertThat(scene.path.statements().top(1_000))
                .hasSize(101)
                .last()
                .satisfies(others -> assertThat(others.fingerprint()).isEqualTo("_OTHER"))
                .satisfies(others -> assertThat(others.calls()).isEqualTo(200));
        assertThat(scene.metrics()).contains("db_query_summary=\"_OTHER\"");
        scene.takesAll();
    }

    // --- journeys

    @Test
    void statementOutsideATransaction_happensAtOnce() {
        InFlight request = scene.receives("17");
        scene.session().runs("UPDATE prices SET a = 1", "UPDATE 1", 'I');
        scene.answers(request);
        Spans.One span = scene.spans("UPDATE prices").first();
        assertThat(scene.happened).hasSize(1);
        Happening happening = scene.happened.get(0);
        assertThat(happening.direction()).isEqualTo(Happening.DB);
        assertThat(happening.peer()).isEqualTo("mes-db");
        assertThat(happening.method()).isEqualTo("UPDATE");
        assertThat(happening.route()).isEqualTo("prices");
        assertThat(happening.status()).isEqualTo(200);
        assertThat(happening.keys()).isEqualTo(request.keys());
        assertThat(happening.span()).isEqualTo(span.context());
        assertThat(happening.durationNanos()).isEqualTo(1_000_000);
    }

    @Test
    void statementThatFails_happensInVain() {
        scene.session().fails("UPDATE prices SET a = 1", "23505", 'I');
        scene.takesAll();
        assertThat(scene.happened).extracting(Happening::status).containsExactly(500);
    }

    @Test
    void statementThatBreaks_happensWithoutAStatus() {
        scene.session().client(query("UPDATE prices SET a = 1")).ends(Side.SERVER, false);
        scene.takesAll();
        assertThat(scene.happened).extracting(Happening::status).containsExactly(0);
    }

    @Test
    void statementInATransaction_happensWhenThatIsCommitted() {
        Talk talk = scene.session();
        talk.runs("BEGIN", "BEGIN", 'T').runs("UPDATE prices SET a = 1", "UPDATE 1", 'T');
        assertThat(scene.happened).isEmpty();
        talk.runs("COMMIT", "COMMIT", 'I');
        scene.takesAll();
        assertThat(scene.happened).extracting(Happening::method).containsExactly("BEGIN", "UPDATE", "COMMIT");
        assertThat(scene.happened).extracting(Happening::status).containsOnly(200);
    }

    @Test
    void statementInATransactionThatIsUndone_neverHappened() {
        Talk talk = scene.session();
        talk.runs("BEGIN", "BEGIN", 'T')
                .runs("UPDATE prices SET a = 1", "UPDATE 1", 'T')
                .runs("ROLLBACK", "ROLLBACK", 'I');
        scene.takesAll();
        assertThat(scene.happened.stream()
                        .filter(happening -> happening.method().equals("UPDATE"))
                        .map(Happening::status))
                .containsExactly(500);
    }

    // --- secrets

    @Test
    void plantedValues_getOutNowhere() {
        InFlight request = scene.receives("planted-order");
        Talk talk = scene.session();
        slow(talk, "SELECT a FROM x WHERE email = 'planted@secret' /* planted comment */", 'I');
        talk.client(extended("UPDATE x SET a = $2 WHERE order_id = $1", "planted-order", "planted-value"));
        talk.client(Messages.SYNC).waits(700).server(error("23505"), ready('I'));
        scene.path.lost(new IllegalStateException("planted message"));
        scene.answers(request);
        String told = scene.untaken()
                + scene.metrics()
                + scene.slow
                + scene.happened
                + scene.path.statements().top(9);
        String logged = lines.list.stream()
                .map(line -> line.getFormattedMessage() + line.getMDCPropertyMap())
                .toList()
                .toString();
        assertThat(told).contains("UPDATE x").doesNotContain("planted").doesNotContain("u-secret");
        assertThat(logged).contains("SELECT x").doesNotContain("planted");
        scene.takesAll();
    }
}

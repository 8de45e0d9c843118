package dev.loupe.relay.postgres.session;

import static dev.loupe.relay.postgres.session.Messages.backendKey;
import static dev.loupe.relay.postgres.session.Messages.done;
import static dev.loupe.relay.postgres.session.Messages.fatal;
import static dev.loupe.relay.postgres.session.Messages.query;
import static dev.loupe.relay.postgres.session.Messages.ready;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.postgres.PostgresPath.Refusal;
import dev.loupe.relay.postgres.SessionObserver.Blind;
import dev.loupe.relay.postgres.SessionObserver.Side;
import dev.loupe.relay.postgres.protocol.BackendKey;
import dev.loupe.relay.postgres.protocol.FrontendEvent;
import dev.loupe.telemetry.Names;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureTest {
    @RegisterExtension
    final Scene scene = new Scene();

    @ParameterizedTest
    @CsvSource({
        "40P01, deadlock",
        "40001, serialization",
        "57014, cancelled",
        "55P03, lock_timeout",
        "23505, constraint",
        "22003, data",
        "42P01, statement",
        "42501, permission",
        "53200, resources",
        "57P01, shutdown",
        "25P02, failed_transaction",
        "XX000, internal",
        "P0001, other",
        "ZZ999, other"
    })
    void sqlState_saysWhatKindOfFailureItIs(String sqlState, String failure) {
        scene.session().fails("UPDATE x SET a = 1", sqlState, 'I');
        scene.spans("UPDATE x").first().failed(sqlState, failure).has(Names.DB_STATUS, sqlState);
        assertThat(scene.metrics())
                .contains("outcome=\"" + failure + "\"")
                .contains("loupe_db_errors_total{database=\"mes-db\"")
                .doesNotContain("sqlstate_class=\"ZZ\"");
    }

    @Test
    void lockThatWasNotWaitedFor_isNoTimeout() {
        scene.session().fails("SELECT a FROM x FOR UPDATE NOWAIT", "55P03", 'I');
        scene.spans("SELECT x").first().failed("55P03", "lock_not_available");
    }

    @Test
    void errorWithoutAState_isAnErrorStill() {
        scene.session().fails("SELECT a FROM x", "", 'I');
        scene.spans("SELECT x").first().failed("other", "other").hasNo(Names.DB_STATUS);
    }

    @Test
    void serverThatIsShutDownInTheMiddle_saysSo() {
        Talk talk = scene.session();
        talk.client(query("SELECT a FROM x; SELECT b FROM y"))
                .server(fatal("57P01"))
                .ends(Side.SERVER, false);
        Spans spans = scene.spans("SELECT x", "SELECT y");
        spans.at(0).failed("57P01", "shutdown");
        spans.at(1).failed("skipped", "skipped");
    }

    @Test
    void serverThatIsGoneInTheMiddle_breaksTheStatement() {
        Talk talk = scene.session();
        talk.client(query("SELECT a FROM x")).waits(20).ends(Side.SERVER, false);
        scene.spans("SELECT x")
                .first()
                .failed("broken", "broken")
                .has(Names.BROKEN_BY, "server")
                .hasNo(Names.DB_STATUS)
                .hasNo(Names.DB_EXECUTION_TIME)
                .took(Names.DB_QUERY_DURATION, 21);
    }

    @Test
    void relayThatEnds_breaksTheStatement() {
        Talk talk = scene.session();
        talk.client(query("SELECT a FROM x")).ends(Side.RELAY, false);
        scene.spans("SELECT x").first().has(Names.BROKEN_BY, "proxy");
    }

    @Test
    void cancelRequest_isLinkedToTheStatementThatItHits() {
        Talk talk = scene.session(4711);
        talk.client(query("SELECT a FROM x"));
        Talk cancelling = new Talk(scene, scene.path.begin());
        cancelling.client(new FrontendEvent.CancelRequest(backendKey(4711)));
        cancelling.ends(Side.SERVER, true);
        talk.server(Messages.error("57014"), ready('I'));
        Spans spans = new Spans(scene.untaken());
        scene.takesAll();
        assertThat(spans.all()).hasSize(2);
        spans.named("SELECT x").failed("57014", "cancelled").has(Names.DB_CANCEL_REQUESTED, true);
        spans.named("cancel request")
                .isARoot()
                .isLinkedTo(spans.named("SELECT x").context());
    }

    @Test
    void cancelRequestWithAWrongSecret_hitsNothing() {
        Talk talk = scene.session(4711);
        talk.client(query("SELECT a FROM x"));
        new Talk(scene, scene.path.begin())
                .client(new FrontendEvent.CancelRequest(new BackendKey(4711, new byte[] {9, 9, 9, 9})));
        talk.server(done("SELECT 1"), ready('I'));
        Spans spans = new Spans(scene.untaken());
        scene.takesAll();
        spans.named("cancel request").isLinkedTo();
        spans.named("SELECT x").isOk().hasNo(Names.DB_CANCEL_REQUESTED);
    }

    @Test
    void sessionThatGoesBlind_isObservedNoLonger() {
        Talk talk = scene.session();
        talk.runs("BEGIN", "BEGIN", 'T').client(query("SELECT a FROM x"));
        talk.observer().blind(Blind.LOST);
        talk.server(done("SELECT 1"), ready('T')).ends(Side.CLIENT, true);
        scene.spans("transaction mes-db", "BEGIN").transaction().hasNo(Names.DB_TRANSACTION_OUTCOME);
        assertThat(scene.metrics()).contains("loupe_observer_lost_total{reason=\"lost\"");
        assertThat(scene.backends.all()).isEmpty();
    }

    @Test
    void whoIsTurnedAway_isCounted() {
        scene.path.refused(Refusal.CONNECTIONS);
        scene.path.lost(new IllegalStateException("secret"));
        assertThat(scene.metrics())
                .contains("loupe_relay_refused_total{reason=\"connections\"")
                .contains("loupe_observer_lost_total{reason=\"observer_failed\"");
    }

    @Test
    void sessionThatTheServerDoesNotAccept_leavesNothingBehind() {
        Talk talk = new Talk(scene, scene.path.begin());
        talk.client(Messages.startup("mes")).server(fatal("28P01")).ends(Side.SERVER, false);
        scene.noSpans();
        assertThat(scene.metrics())
                .contains("sqlstate_class=\"28\"")
                .doesNotContain("loupe_db_connections_opened_total{");
        assertThat(scene.backends.all()).isEmpty();
    }
}

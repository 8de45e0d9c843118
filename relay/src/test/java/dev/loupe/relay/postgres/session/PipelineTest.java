package dev.loupe.relay.postgres.session;

import static dev.loupe.relay.postgres.session.Messages.BOUND;
import static dev.loupe.relay.postgres.session.Messages.COLUMNS;
import static dev.loupe.relay.postgres.session.Messages.PARSED;
import static dev.loupe.relay.postgres.session.Messages.SYNC;
import static dev.loupe.relay.postgres.session.Messages.bind;
import static dev.loupe.relay.postgres.session.Messages.done;
import static dev.loupe.relay.postgres.session.Messages.error;
import static dev.loupe.relay.postgres.session.Messages.execute;
import static dev.loupe.relay.postgres.session.Messages.extended;
import static dev.loupe.relay.postgres.session.Messages.parse;
import static dev.loupe.relay.postgres.session.Messages.query;
import static dev.loupe.relay.postgres.session.Messages.ready;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.telemetry.Names;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PipelineTest {
    @RegisterExtension
    final Scene scene = new Scene();

    @Test
    void pipelinedStatements_areSeveralAndOverlap() {
        Talk talk = scene.session();
        talk.client(extended("SELECT a FROM x")).client(SYNC);
        talk.client(extended("SELECT a FROM y")).client(SYNC);
        talk.waits(5).server(PARSED, BOUND, COLUMNS, done("SELECT 1"), ready('I'));
        talk.waits(20).server(PARSED, BOUND, COLUMNS, done("SELECT 2"), ready('I'));
        Spans spans = scene.spans("SELECT x", "SELECT y");
        spans.at(0).took(Names.DB_EXECUTION_TIME, 9).hasNo(Names.DB_QUEUED).lasted(9);
        spans.at(1)
                .took(Names.DB_QUEUED, 7)
                .took(Names.DB_EXECUTION_TIME, 21)
                .took(Names.DB_QUERY_DURATION, 28)
                .lasted(28);
    }

    @Test
    void errorInAPipeline_skipsWhatIsBehindIt_untilSync() {
        Talk talk = scene.session();
        talk.client(extended("INSERT INTO x VALUES (1)"));
        talk.client(extended("INSERT INTO y VALUES (1)"));
        talk.client(extended("INSERT INTO z VALUES (1)"));
        talk.client(SYNC).client(extended("SELECT a FROM w")).client(SYNC);
        talk.server(PARSED, BOUND, Messages.NO_DATA, done("INSERT 0 1"), PARSED, BOUND, Messages.NO_DATA);
        talk.server(error("23503"), ready('I'));
        talk.server(PARSED, BOUND, COLUMNS, done("SELECT 1"), ready('I'));
        Spans spans = scene.spans("INSERT x", "INSERT y", "INSERT z", "SELECT w");
        spans.at(0).isOk().affected(1);
        spans.at(1).failed("23503", "constraint");
        spans.at(2).failed("skipped", "skipped").hasNo(Names.DB_ROWS_AFFECTED).hasNo(Names.DB_RETURNED_ROWS);
        spans.at(3).isOk();
    }

    @Test
    void statementsThatComeAfterTheError_areSkippedToo() {
        Talk talk = scene.session();
        talk.client(extended("INSERT INTO x VALUES (1)")).server(PARSED, error("22P02"));
        talk.client(parse("s1", "SELECT a FROM y"), bind("s1"), execute());
        talk.client(SYNC).server(ready('I'));
        talk.client(extended("SELECT a FROM w")).client(SYNC);
        talk.server(PARSED, BOUND, COLUMNS, done("SELECT 1"), ready('I'));
        talk.client(bind("s1"), execute(), SYNC).server(error("26000"), ready('I'));
        Spans spans = scene.spans("INSERT x", "SELECT y", "SELECT w", "statement");
        spans.at(0).failed("22P02", "data");
        spans.at(1).failed("skipped", "skipped");
        spans.at(2).isOk();
        spans.at(3).failed("26000", "statement");
    }

    @Test
    void commitOfThePipelineThatFails_isASpan() {
        Talk talk = scene.session();
        talk.client(extended("INSERT INTO x VALUES (1)")).client(SYNC);
        talk.server(PARSED, BOUND, Messages.NO_DATA, done("INSERT 0 1"), error("23503"), ready('I'));
        Spans spans = scene.spans("INSERT x", "implicit COMMIT");
        spans.at(0).isOk();
        spans.at(1).failed("23503", "constraint");
    }

    @Test
    void beginInFrontOfAStatement_doesNotCountAsItsQueue() {
        Talk talk = scene.session();
        talk.client(extended("BEGIN")).client(extended("UPDATE x SET a = 1")).client(SYNC);
        assertThat(scene.backends
                        .find(4711)
                        .orElseThrow()
                        .running()
                        .orElseThrow()
                        .summary())
                .isEqualTo("UPDATE x");
        talk.waits(60);
        talk.server(PARSED, BOUND, Messages.NO_DATA, done("BEGIN"));
        talk.server(PARSED, BOUND, Messages.NO_DATA, done("UPDATE 1"), ready('T'));
        talk.runs("COMMIT", "COMMIT", 'I');
        scene.spans("transaction mes-db", "BEGIN", "UPDATE x", "COMMIT")
                .named("UPDATE x")
                .hasNo(Names.DB_QUEUED)
                .took(Names.DB_EXECUTION_TIME, 63);
    }

    @Test
    void answersThatFitNothing_endTheObservation() {
        Talk talk = scene.session();
        talk.client(query("SELECT a FROM x")).server(PARSED);
        talk.server(COLUMNS, done("SELECT 1"), ready('I')).runs("SELECT a FROM y", "SELECT 1", 'I');
        scene.noSpans();
        assertThat(scene.metrics()).contains("reason=\"out_of_step\"");
    }

    @Test
    void moreThanAnybodyPipelines_endsTheObservation() {
        Talk talk = scene.session();
        for (int i = 0; i < 70_000; i++) {
            talk.client(SYNC);
        }
        talk.server(ready('I')).runs("SELECT a FROM y", "SELECT 1", 'I');
        scene.noSpans();
        assertThat(scene.metrics()).contains("reason=\"pipeline\"");
    }

    @Test
    void morePreparedStatementsThanAreKept_areCounted() {
        Talk talk = scene.session();
        for (int i = 0; i < 2_001; i++) {
            talk.client(parse("s" + i, "SELECT a FROM x"));
        }
        assertThat(scene.metrics()).contains("reason=\"prepared_statements\"");
    }
}

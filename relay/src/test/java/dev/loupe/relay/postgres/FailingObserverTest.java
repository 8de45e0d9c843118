package dev.loupe.relay.postgres;

import static dev.loupe.relay.postgres.Wire.TERMINATE;
import static dev.loupe.relay.postgres.Wire.complete;
import static dev.loupe.relay.postgres.Wire.query;
import static dev.loupe.relay.postgres.Wire.ready;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.loupe.relay.postgres.protocol.BackendEvent;
import dev.loupe.relay.postgres.protocol.FrontendEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What observes may fail as it likes: the traffic goes on, and the path hears of it once. */
class FailingObserverTest extends ScriptedTest {
    private static final List<String> said = new CopyOnWriteArrayList<>();

    private Predicate<String> fails = where -> false;

    private final class Failing implements SessionObserver {
        private void at(String where) {
            said.add(where);
            if (fails.test(where)) {
                throw new IllegalStateException(where);
            }
        }

        @Override
        public void frontend(FrontendEvent event, long end) {
            at("frontend");
        }

        @Override
        public void backend(BackendEvent event, long end) {
            at("backend");
        }

        @Override
        public boolean wantsParameters(String statement) {
            at("wants");
            return true;
        }

        @Override
        public void clientStalls(boolean stalls) {
            at("stalls");
        }

        @Override
        public void blind(Blind why) {
            at("blind");
        }

        @Override
        public void ended(SessionEnd end) {
            at("ended");
        }
    }

    @Override
    PostgresPath path() {
        said.clear();
        return new PostgresPath() {
            @Override
            public SessionObserver begin() {
                if (fails.test("begin")) {
                    throw new IllegalStateException("begin");
                }
                return new Failing();
            }

            @Override
            public void refused(Refusal refusal) {}

            @Override
            public void lost(Throwable why) {
                sessions.lost(why);
            }
        };
    }

    private void failsAt(String where, int times) {
        fails = where::equals;
        Pair session = session();
        byte[] bind = Wire.message('B', new byte[8]);
        session.client().sends(bind, query("SELECT 1"));
        session.server().receives(bind, query("SELECT 1")).sends(complete("SELECT 1"), ready('I'));
        session.client().receives(complete("SELECT 1"), ready('I')).sends(TERMINATE);
        session.client().close();
        session.server().receives(TERMINATE).ends();
        session.server().close();
        await().until(() -> relay().connections() == 0);
        for (int i = 0; i < times; i++) {
            expectedFailures.add(new IllegalStateException());
        }
    }

    @Test
    void beginThatFails_leavesTheSessionUnobserved() {
        failsAt("begin", 1);
        assertThat(said).isEmpty();
    }

    @Test
    void frontendThatFails_isCutOffAndToldSo() {
        failsAt("frontend", 1);
        assertThat(said).containsExactly("frontend", "blind", "ended");
    }

    @Test
    void backendThatFails_isCutOffAndToldSo() {
        failsAt("backend", 1);
        assertThat(said).containsExactly("frontend", "backend", "blind", "ended");
    }

    @Test
    void questionThatFails_isCutOffAndToldSo() {
        failsAt("wants", 1);
        assertThat(said).contains("wants", "blind").endsWith("ended");
    }

    @Test
    void endThatFails_isReported() {
        failsAt("ended", 1);
    }

    @Test
    void everythingThatFails_isReportedForEachCutOffStep() {
        fails = where -> !where.equals("begin");
        Pair session = session();
        session.client().sends(TERMINATE);
        session.server().receives(TERMINATE).close();
        session.client().ends();
        for (int i = 0; i < 3; i++) {
            expectedFailures.add(new IllegalStateException());
        }
        assertThat(said).containsExactly("frontend", "blind", "ended");
    }
}

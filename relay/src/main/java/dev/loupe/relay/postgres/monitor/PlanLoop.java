package dev.loupe.relay.postgres.monitor;

import dev.loupe.relay.postgres.plan.PlanQuestion;
import dev.loupe.relay.postgres.plan.SlowStatement;
import dev.loupe.relay.postgres.plan.StatementPlan;
import dev.loupe.relay.postgres.plan.StatementPlans;
import dev.loupe.telemetry.Names;
import dev.loupe.telemetry.metrics.Reported;
import io.opentelemetry.api.metrics.LongCounter;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks for plans of slow statements, one at a time. Touched on one event loop. */
final class PlanLoop {
    private static final Logger LOG = LoggerFactory.getLogger("dev.loupe.relay.postgres.plans");

    private final StatementPlans plans;
    private final Duration timeout;
    private final Reported instruments;
    private final LongCounter asked;
    private boolean asking;
    private long names;

    PlanLoop(StatementPlans plans, Duration timeout, Reported instruments) {
        this.plans = plans;
        this.timeout = timeout;
        this.instruments = instruments;
        this.asked = instruments
                .meter()
                .counterBuilder(Names.METRIC_DB_PLANS)
                .setDescription("Plans of slow statements that were asked for, by what became of it")
                .build();
    }

    void tick(MonitorConnection connection) {
        if (asking) {
            return;
        }
        plans.next().ifPresent(statement -> {
            asking = true;
            take(statement, connection).onComplete(plan -> asking = false);
        });
    }

    private Future<Void> take(SlowStatement statement, MonitorConnection connection) {
        PlanQuestion question =
                PlanQuestion.of(statement, connection.facts().version(), "loupe_plan_" + names++, timeout.toMillis());
        if (question.question().isEmpty()) {
            tell(plans.leftOut(statement, question.leftOut()));
            return Future.succeededFuture();
        }
        return connection
                .ask(question.statements())
                .map(rows -> plans.told(statement, lines(rows)))
                .otherwise(failure -> plans.leftOut(statement, words(failure)))
                .map(plan -> tell(plan))
                .compose(told -> question.prepared().isEmpty()
                        ? Future.<Void>succeededFuture()
                        // It is not there if PREPARE is what failed; the server's complaint changes nothing.
                        : connection
                                .ask("DEALLOCATE " + question.prepared())
                                .<Void>mapEmpty()
                                .otherwiseEmpty());
    }

    private Void tell(StatementPlan plan) {
        boolean left = plan.text().isEmpty();
        asked.add(
                1,
                instruments.common().toBuilder()
                        .put(Names.OUTCOME, left ? "left_out" : "told")
                        .build());
        if (left) {
            LOG.info("no plan of {} (fingerprint {}): {}", plan.summary(), plan.fingerprint(), plan.leftOut());
        } else {
            LOG.info("generic plan of {} (fingerprint {}):\n{}", plan.summary(), plan.fingerprint(), plan.text());
        }
        return null;
    }

    /** The rows are those of the last statement; those before it have none. */
    private static List<String> lines(RowSet<Row> first) {
        RowSet<Row> last = first;
        while (last.next() != null) {
            last = last.next();
        }
        List<String> lines = new ArrayList<>();
        last.forEach(row -> lines.add(row.getString(0)));
        return lines;
    }

    private static String words(Throwable failure) {
        return Trouble.sqlState(failure).equals(Trouble.INSUFFICIENT_PRIVILEGE)
                ? "the monitor's role may not read its tables; GRANT SELECT on them to it"
                : "the server has none: " + Trouble.inWords(failure);
    }
}

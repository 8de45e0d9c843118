package dev.loupe.relay.postgres.monitor;

import dev.loupe.telemetry.metrics.Reported;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.List;
import java.util.Optional;

/**
 * Takes all figures, one after the other, so that never more than one of them stands before a question of who waits for whom.
 * One that fails does not keep the others from being taken. Touched on one event loop.
 */
final class FigureRound {
    private final List<Figure> figures;
    private final StatementsFigure statements;
    private final Grievances grievances;
    private boolean running;

    FigureRound(Reported instruments, Grievances grievances) {
        this.statements = new StatementsFigure(instruments);
        this.figures = List.of(
                new SessionsFigure(instruments),
                new BlocksFigure(instruments),
                new TablesFigure(instruments),
                new ReplicationFigure(instruments),
                statements);
        this.grievances = grievances;
    }

    /** One round; none if the one before still lasts. */
    Future<Void> take(MonitorConnection connection) {
        if (running) {
            return Future.succeededFuture();
        }
        running = true;
        Future<Void> done = connection
                .ask(StatementsFigure.WHERE)
                .map(rows -> {
                    statements.found(rows);
                    return (Void) null;
                })
                .otherwiseEmpty();
        for (Figure figure : figures) {
            done = done.compose(before -> take(figure, connection));
        }
        return done.onComplete(result -> running = false);
    }

    private Future<Void> take(Figure figure, MonitorConnection connection) {
        Optional<String> question = figure.question(connection.facts());
        if (question.isEmpty()) {
            figure.unknown();
            return Future.succeededFuture();
        }
        return connection
                .ask(question.get())
                .<Void>map(rows -> read(figure, rows))
                .recover(failure -> {
                    figure.unknown();
                    // Where the server has not said so, it is the connection that is at fault, which others say.
                    if (Trouble.sqlState(failure).isEmpty()) {
                        return Future.failedFuture(failure);
                    }
                    grievances.missing(figure.name(), words(figure, failure));
                    return Future.succeededFuture();
                });
    }

    private Void read(Figure figure, RowSet<Row> rows) {
        figure.answer(rows);
        grievances.settled(figure.name());
        return null;
    }

    private static String words(Figure figure, Throwable failure) {
        String refused = figure.name() + " cannot be read: " + Trouble.inWords(failure);
        return Trouble.sqlState(failure).equals(Trouble.INSUFFICIENT_PRIVILEGE)
                ? refused + "; GRANT pg_monitor to its role"
                : refused;
    }

    /** There is no connection. */
    void unknown() {
        figures.forEach(Figure::unknown);
    }
}

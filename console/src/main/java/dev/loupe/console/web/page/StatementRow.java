package dev.loupe.console.web.page;

import dev.loupe.console.web.Databases.Database;
import dev.loupe.console.web.Databases.Plan;
import dev.loupe.console.web.Databases.Statement;
import java.util.List;
import java.util.Optional;

/**
 * A statement as a line of a table.
 *
 * @param plan the newest; empty if there is none
 * @param href page of a trace in which it ran; empty if that trace is not held
 */
record StatementRow(String database, Statement statement, Optional<Plan> plan, Optional<String> href) {
    static List<StatementRow> of(Database database, TraceLinks links) {
        return database.statements().stream()
                .map(statement -> new StatementRow(
                        database.name(),
                        statement,
                        database.plans().stream()
                                .filter(plan -> plan.fingerprint().equals(statement.fingerprint()))
                                .findFirst(),
                        links.held(statement.traceId())))
                .toList();
    }

    /** The same in every rendering, so that what is opened stays open. */
    String id() {
        return "statement-" + database.replaceAll("[^A-Za-z0-9]", "-") + '-' + statement.fingerprint();
    }
}

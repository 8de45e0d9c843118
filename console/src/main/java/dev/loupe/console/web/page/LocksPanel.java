package dev.loupe.console.web.page;

import dev.loupe.console.web.Databases.Database;
import java.util.List;

/**
 * Who waits for whom.
 *
 * @param lasting waits that last, longest first
 * @param over the newest that are over
 * @param several whether it has to be said in which database
 * @param blind databases in which nobody looks for waits
 */
record LocksPanel(List<WaitRow> lasting, List<WaitRow> over, boolean several, List<String> blind, Times times) {
    private static final int MOST_ROWS = 50;

    static LocksPanel of(List<Database> databases, TraceLinks links, Times times) {
        List<WaitRow> all = databases.stream()
                .flatMap(database -> WaitRow.of(database, links).stream())
                .sorted(WaitRow.MOST_URGENT_FIRST)
                .toList();
        return new LocksPanel(
                all.stream().filter(row -> !row.seen().over()).limit(MOST_ROWS).toList(),
                all.stream().filter(row -> row.seen().over()).limit(MOST_ROWS).toList(),
                databases.size() > 1,
                databases.stream()
                        .filter(database -> database.monitor().isEmpty()
                                || !database.monitor().get().connected())
                        .map(Database::name)
                        .toList(),
                times);
    }
}

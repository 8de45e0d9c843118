package dev.loupe.relay.postgres.monitor;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.Optional;

/** Something that is measured with one question. Touched on one event loop. */
interface Figure {
    /** What it is called where it may not be seen. */
    String name();

    /** SQL; empty where this server has no answer. */
    Optional<String> question(ServerFacts server);

    /** The answer to it. */
    void answer(RowSet<Row> rows);

    /** There is no answer for now. */
    void unknown();
}

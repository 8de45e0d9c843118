package dev.loupe.relay.postgres.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.loupe.relay.postgres.protocol.BackendEvent;
import dev.loupe.relay.postgres.protocol.BackendKey;
import dev.loupe.relay.postgres.protocol.FrontendEvent;
import dev.loupe.relay.postgres.protocol.FrontendEvent.Named;
import dev.loupe.relay.postgres.protocol.FrontendEvent.Parameter;
import dev.loupe.relay.postgres.protocol.SqlText;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What clients and servers say, in short. */
final class Messages {
    static final FrontendEvent SYNC = FrontendEvent.Sync.INSTANCE;
    static final BackendEvent PARSED = BackendEvent.ParseComplete.INSTANCE;
    static final BackendEvent BOUND = BackendEvent.BindComplete.INSTANCE;
    static final BackendEvent NO_DATA = BackendEvent.NoData.INSTANCE;
    static final BackendEvent SUSPENDED = BackendEvent.PortalSuspended.INSTANCE;
    static final BackendEvent COLUMNS = new BackendEvent.RowDescription(2);

    private Messages() {}

    static FrontendEvent startup(String database) {
        return new FrontendEvent.StartupMessage(3, 0, Map.of("user", "u-secret", "database", database));
    }

    static FrontendEvent query(String text) {
        return new FrontendEvent.Query(SqlText.of(text));
    }

    static FrontendEvent parse(String name, String text, Integer... types) {
        return new FrontendEvent.Parse(name, SqlText.of(text), List.of(types));
    }

    static FrontendEvent bind(String statement, String... values) {
        return bindTo("", statement, values);
    }

    static FrontendEvent bindTo(String portal, String statement, String... values) {
        return new FrontendEvent.Bind(
                portal,
                statement,
                Stream.of(values)
                        .map(value -> new Parameter(false, value.getBytes(UTF_8)))
                        .toList());
    }

    static FrontendEvent describe(String statement) {
        return new FrontendEvent.Describe(Named.STATEMENT, statement);
    }

    static FrontendEvent describePortal(String portal) {
        return new FrontendEvent.Describe(Named.PORTAL, portal);
    }

    static FrontendEvent execute() {
        return fetch("", 0);
    }

    static FrontendEvent fetch(String portal, int rows) {
        return new FrontendEvent.Execute(portal, rows);
    }

    static FrontendEvent closePortal(String portal) {
        return new FrontendEvent.Close(Named.PORTAL, portal);
    }

    /** Parse, Bind, Describe, Execute, without a name and a Sync. */
    static FrontendEvent[] extended(String text, String... values) {
        return new FrontendEvent[] {parse("", text), bind("", values), describePortal(""), execute()};
    }

    static BackendEvent[] rows(long rows) {
        return new BackendEvent[] {BackendEvent.DataRowsBegun.INSTANCE, new BackendEvent.DataRows(rows, rows * 8)};
    }

    static BackendEvent done(String tag) {
        return new BackendEvent.CommandComplete(tag);
    }

    static BackendEvent error(String sqlState) {
        return new BackendEvent.ErrorResponse("ERROR", sqlState);
    }

    static BackendEvent fatal(String sqlState) {
        return new BackendEvent.ErrorResponse("FATAL", sqlState);
    }

    static BackendEvent ready(char status) {
        return new BackendEvent.ReadyForQuery(status);
    }

    static BackendEvent key(int processId) {
        return new BackendEvent.BackendKeyData(backendKey(processId));
    }

    static BackendKey backendKey(int processId) {
        return new BackendKey(processId, new byte[] {1, 2, 3, 4});
    }
}

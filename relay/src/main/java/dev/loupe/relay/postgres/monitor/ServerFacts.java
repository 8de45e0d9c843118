package dev.loupe.relay.postgres.monitor;

import io.vertx.sqlclient.Row;

/**
 * What a connection begins by asking.
 *
 * @param version as {@code server_version_num}, such as 140022
 * @param versionText such as {@code 14.22}
 * @param database the server's name of it
 * @param standby whether it only replays what another server writes
 * @param seesAll whether it may see what others do: {@code pg_read_all_stats}, which {@code pg_monitor} has
 */
record ServerFacts(int version, String versionText, String database, boolean standby, boolean seesAll) {
    static final String QUESTION = "SELECT current_setting('server_version_num')::int AS version,"
            + " current_setting('server_version') AS version_text, current_database()::text AS database,"
            + " pg_is_in_recovery() AS standby, pg_has_role(current_user, 'pg_read_all_stats', 'USAGE') AS sees_all";

    static ServerFacts of(Row row) {
        return new ServerFacts(
                row.getInteger("version"),
                row.getString("version_text"),
                row.getString("database"),
                row.getBoolean("standby"),
                row.getBoolean("sees_all"));
    }

    boolean isAtLeast(int major) {
        return version >= major * 10_000;
    }
}

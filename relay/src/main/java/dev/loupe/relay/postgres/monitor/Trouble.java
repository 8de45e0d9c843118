package dev.loupe.relay.postgres.monitor;

import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** What went wrong, in words of our own: the server's may name users and values. */
final class Trouble {
    /** PostgreSQL manual, appendix A. */
    static final String INSUFFICIENT_PRIVILEGE = "42501";

    private static final Map<String, String> WORDS = Map.of(
            "28P01",
            "wrong password",
            "28000",
            "the role may not log in",
            "3D000",
            "there is no such database",
            "53300",
            "too many connections",
            "57P01",
            "the server shuts down",
            "57P03",
            "the server starts or shuts down",
            "57014",
            "took too long",
            "55P03",
            "a lock was not to be had",
            INSUFFICIENT_PRIVILEGE,
            "not permitted");

    private Trouble() {}

    static String inWords(Throwable failure) {
        if (failure instanceof PgException) {
            String state = sqlState(failure);
            String words = WORDS.get(state);
            return words == null ? "SQLSTATE " + state : words + " (SQLSTATE " + state + ')';
        }
        if (failure instanceof TimeoutException) {
            return "no answer in time";
        }
        if (failure instanceof UnknownHostException) {
            return "unknown host";
        }
        return failure instanceof ConnectException
                ? "nobody listens"
                : "the connection broke (" + failure.getClass().getSimpleName() + ')';
    }

    /** Empty if the server did not say it. */
    static String sqlState(Throwable failure) {
        return failure instanceof PgException told && told.getSqlState() != null ? told.getSqlState() : "";
    }
}

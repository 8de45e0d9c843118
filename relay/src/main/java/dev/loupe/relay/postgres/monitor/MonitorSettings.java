package dev.loupe.relay.postgres.monitor;

import dev.loupe.telemetry.InvalidSetting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a database is monitored.
 *
 * @param server where it is, and who the monitor is
 * @param interval between two looks at its figures
 * @param timeout of connecting, and of each statement
 * @param blame whether and how it is asked who waits for whom; empty for not at all
 * @param plans whether plans of slow statements are asked for; empty for not at all
 */
public record MonitorSettings(
        Server server, Duration interval, Duration timeout, Optional<Blame> blame, Optional<Plans> plans) {
    /** Checks ranges. */
    public MonitorSettings {
        InvalidSetting.unlessWithin("interval", interval, Duration.ofMillis(100), Duration.ofDays(1));
        InvalidSetting.unlessWithin("timeout", timeout, Duration.ofMillis(50), Duration.ofMinutes(5));
    }

    /** Figures every 15 s, 2 s for each statement, blame with its defaults, no plans. */
    public MonitorSettings(Server server) {
        this(server, Duration.ofSeconds(15), Duration.ofSeconds(2), Optional.of(new Blame()), Optional.empty());
    }

    /**
     * The server, which is connected to without the relay.
     *
     * @param host name or address; not used if there is a socket
     * @param port from 1; names the socket's file, too
     * @param socket folder of the Unix socket; empty for TCP
     * @param tls empty for none
     * @param user a role with the rights of {@code pg_monitor}
     * @param password empty if none is asked for
     * @param database to connect to: the one that is watched, or names of tables stay unknown
     */
    public record Server(
            String host,
            int port,
            Optional<Path> socket,
            Optional<Tls> tls,
            String user,
            String password,
            String database) {
        /** Checks ranges. */
        public Server {
            InvalidSetting.unlessWithin("port", port, 1, 65_535);
            if (user.isBlank()) {
                throw new InvalidSetting("user", "the name of a role");
            }
            if (database.isBlank()) {
                throw new InvalidSetting("database", "the name of a database");
            }
        }

        /** Over TCP and without TLS. */
        public Server(String host, int port, String user, String password, String database) {
            this(host, port, Optional.empty(), Optional.empty(), user, password, database);
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "Server[" + host + ':' + port + ", socket=" + socket + ", tls=" + tls + ", user=" + user
                    + ", database=" + database + ']';
        }
    }

    /**
     * TLS towards the server.
     *
     * @param verify what of the server's certificate is checked
     * @param trust PEM file of trusted authorities; empty for the JDK's
     * @param client certificate that the monitor shows; empty for none
     */
    public record Tls(Verify verify, Optional<Path> trust, Optional<Pair> client) {
        /** As {@code sslmode}. */
        public enum Verify {
            /** Nothing: {@code require}. */
            NOTHING,
            /** Who issued it: {@code verify-ca}. */
            ISSUER,
            /** Who issued it, and for which host: {@code verify-full}. */
            HOST
        }

        /** A PEM certificate chain and its private key. */
        public record Pair(Path certificate, Path key) {}
    }

    /**
     * Who waits for whom.
     *
     * @param after how long a relayed statement runs before the server is asked
     * @param every how often it is asked at most
     */
    public record Blame(Duration after, Duration every) {
        /** Checks ranges. */
        public Blame {
            InvalidSetting.unlessWithin("after", after, Duration.ofMillis(1), Duration.ofHours(1));
            InvalidSetting.unlessWithin("every", every, Duration.ofMillis(5), Duration.ofMinutes(1));
        }

        /** After 50 ms, every 50 ms. */
        public Blame() {
            this(Duration.ofMillis(50), Duration.ofMillis(50));
        }
    }

    /**
     * Plans of slow statements.
     *
     * @param every how often one fingerprint is asked for at most
     */
    public record Plans(Duration every) {
        /** Checks ranges. */
        public Plans {
            InvalidSetting.unlessWithin("every", every, Duration.ofSeconds(1), Duration.ofDays(30));
        }

        /** Once an hour. */
        public Plans() {
            this(Duration.ofHours(1));
        }
    }
}

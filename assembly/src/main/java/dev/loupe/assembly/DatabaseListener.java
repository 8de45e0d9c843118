package dev.loupe.assembly;

import dev.loupe.assembly.config.Database;
import dev.loupe.assembly.config.DatabaseListen;
import dev.loupe.console.launch.Listening;
import dev.loupe.relay.postgres.PostgresPath;
import dev.loupe.relay.postgres.PostgresRelay;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A path to a database that is to be opened.
 *
 * @param group of the configuration that it is made of, such as {@code postgres[0]}
 * @param memory bytes of traffic that it may hold
 */
record DatabaseListener(String group, Database database, long memory, PostgresPath path) implements Listener {
    @Override
    public Future<Opened> open(Vertx vertx, int loops) {
        DatabaseListen listen = database.listen();
        return Listening.on(
                        group + ".listen",
                        listen.host(),
                        listen.port().orElse(0),
                        PostgresRelay.start(vertx, database.relay(memory), path, loops))
                .map(relay -> new Open(database, relay));
    }

    private record Open(Database database, PostgresRelay relay) implements Opened {
        @Override
        public String name() {
            return database.name();
        }

        @Override
        public int port() {
            return relay.port();
        }

        @Override
        public String address() {
            String port = relay.port() == 0 ? "" : database.listen().host() + ':' + relay.port();
            String socket = relay.socket().map(Path::toString).orElse("");
            return port.isEmpty() || socket.isEmpty() ? port + socket : port + " and " + socket;
        }

        @Override
        public String inWords() {
            return name() + ' ' + address() + " -> " + database.upstream().address();
        }

        @Override
        public Future<Void> drain(Duration atMost) {
            return relay.drain(atMost);
        }
    }
}

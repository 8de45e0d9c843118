package dev.loupe.assembly;

import dev.loupe.assembly.config.Listen;
import dev.loupe.console.launch.Listening;
import dev.loupe.relay.http.HttpPath;
import dev.loupe.relay.http.HttpRelay;
import dev.loupe.relay.http.HttpRelaySettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * A path of HTTP that is to be opened.
 *
 * @param group of the configuration that it is made of, such as {@code outbound[0]}
 * @param name under which people know it
 * @param listen where clients connect
 * @param leadsTo address of the server behind it
 */
record HttpListener(String group, String name, Listen listen, String leadsTo, HttpRelaySettings settings, HttpPath path)
        implements Listener {
    @Override
    public Future<Opened> open(Vertx vertx, int loops) {
        return Listening.on(
                        group + ".listen", listen.host(), listen.port(), HttpRelay.start(vertx, settings, path, loops))
                .map(relay -> new Open(this, relay));
    }

    private record Open(HttpListener listener, HttpRelay relay) implements Opened {
        @Override
        public String name() {
            return listener.name();
        }

        @Override
        public int port() {
            return relay.port();
        }

        @Override
        public String address() {
            return Address.of(listener.listen(), relay.port());
        }

        @Override
        public String inWords() {
            return listener.name() + ' ' + address() + " -> " + listener.leadsTo();
        }

        @Override
        public Future<Void> drain(Duration atMost) {
            return relay.drain(atMost);
        }
    }
}

package dev.loupe.assembly;

import dev.loupe.assembly.config.Listen;
import dev.loupe.console.launch.Listening;
import dev.loupe.relay.http.HttpPath;
import dev.loupe.relay.http.HttpRelay;
import dev.loupe.relay.http.HttpRelaySettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/**
 * A path that is to be opened.
 *
 * @param group of the configuration that it is made of, such as {@code outbound[0]}
 * @param name under which people know it
 * @param listen where clients connect
 * @param leadsTo address of the server behind it
 */
record Listener(String group, String name, Listen listen, String leadsTo, HttpRelaySettings settings, HttpPath path) {
    Future<Opened> open(Vertx vertx, int loops) {
        return Listening.on(
                        group + ".listen", listen.host(), listen.port(), HttpRelay.start(vertx, settings, path, loops))
                .map(relay -> new Opened(this, relay));
    }

    /** A path that accepts connections. */
    record Opened(Listener listener, HttpRelay relay) {
        String address() {
            return Address.of(listener.listen(), relay.port());
        }

        /** Such as {@code shop-api http://127.0.0.1:8202 -> http://shop:8080}. */
        String inWords() {
            return listener.name() + ' ' + address() + " -> " + listener.leadsTo();
        }
    }
}

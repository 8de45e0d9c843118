package dev.loupe.assembly;

import dev.loupe.assembly.config.Broker;
import dev.loupe.assembly.config.BrokerListen;
import dev.loupe.console.launch.Listening;
import dev.loupe.relay.amqp.AmqpPath;
import dev.loupe.relay.amqp.AmqpRelay;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * A path to a broker that is to be opened.
 *
 * @param group of the configuration that it is made of, such as {@code rabbitmq[0]}
 * @param memory bytes of traffic that it may hold
 */
record BrokerListener(String group, Broker broker, long memory, AmqpPath path) implements Listener {
    @Override
    public Future<Opened> open(Vertx vertx, int loops) {
        BrokerListen listen = broker.listen();
        return Listening.on(
                        group + ".listen",
                        listen.host(),
                        listen.port(),
                        AmqpRelay.start(vertx, broker.relay(memory), path, loops))
                .map(relay -> new Open(broker, relay));
    }

    private record Open(Broker broker, AmqpRelay relay) implements Opened {
        @Override
        public String name() {
            return broker.name();
        }

        @Override
        public int port() {
            return relay.port();
        }

        @Override
        public String address() {
            return broker.listen().address(relay.port());
        }

        @Override
        public String inWords() {
            return name() + ' ' + address() + " -> " + broker.upstream().address();
        }

        @Override
        public Future<Void> drain(Duration atMost) {
            return relay.drain(atMost);
        }
    }
}

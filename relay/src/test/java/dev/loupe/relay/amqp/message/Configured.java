package dev.loupe.relay.amqp.message;

import dev.loupe.relay.amqp.message.BrokerSettings.Edits;
import dev.loupe.relay.amqp.message.BrokerSettings.KeyAt;
import dev.loupe.relay.amqp.message.BrokerSettings.Parent;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A broker's settings, of which a test changes what it is about. */
final class Configured {
    int port = 5672;
    boolean background;
    Edits edits = Edits.ALL;
    List<String> unroutable = List.of("audit*");
    List<String> exclude = List.of("health*");
    List<String> routingKeys = List.of("order.{order}.status", "region.{region}.news");
    int destinations = 100;
    List<KeyAt> keys = List.of(
            new KeyAt.Header("order", "x-order-id"),
            new KeyAt.Body("order", "/order"),
            new KeyAt.Property("operator", "type"));
    Parent parent = Parent.TRACE;
    Duration linkAfter = Duration.ofHours(1);
    int most = 1_000;

    BrokerSettings settings() {
        return new BrokerSettings(
                "rabbitmq",
                "mq.internal",
                port,
                background,
                edits,
                unroutable,
                exclude,
                routingKeys,
                destinations,
                keys,
                parent,
                linkAfter,
                most,
                most,
                Set.of("order", "operator"));
    }
}

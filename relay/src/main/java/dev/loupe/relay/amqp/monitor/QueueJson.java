package dev.loupe.relay.amqp.monitor;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Reads what the management API says of a queue. Whatever is not there, or not of its type, is not known. */
final class QueueJson {
    /** All that is asked for: the API's answers are long otherwise. */
    static final String COLUMNS = String.join(
            ",",
            "name",
            "type",
            "leader",
            "node",
            "messages_ready",
            "messages_unacknowledged",
            "consumers",
            "consumer_capacity",
            "consumer_utilisation",
            "head_message_timestamp",
            "arguments.x-dead-letter-exchange",
            "arguments.x-dead-letter-routing-key",
            "effective_policy_definition.dead-letter-exchange",
            "effective_policy_definition.dead-letter-routing-key",
            "message_stats.publish",
            "message_stats.deliver_get",
            "message_stats.ack",
            "message_stats.redeliver",
            "message_stats.publish_details.rate",
            "message_stats.ack_details.rate");

    private QueueJson() {}

    static QueueFacts read(JsonObject queue) {
        JsonObject counts = object(queue, "message_stats");
        return new QueueFacts(
                text(queue, "name").orElse(""),
                text(queue, "type").orElse(""),
                text(queue, "leader").or(() -> text(queue, "node")),
                number(queue, "messages_ready").orElse(0),
                number(queue, "messages_unacknowledged"),
                number(queue, "consumers").orElse(0),
                utilisation(queue),
                rate(counts, "publish_details"),
                rate(counts, "ack_details"),
                number(queue, "head_message_timestamp"),
                deadLetter(queue, "exchange"),
                deadLetter(queue, "routing-key"),
                new QueueFacts.Counts(
                        number(counts, "publish").orElse(0),
                        number(counts, "deliver_get").orElse(0),
                        number(counts, "ack").orElse(0),
                        number(counts, "redeliver").orElse(0)));
    }

    /** The newer name is the same figure under a better name (RabbitMQ 3.8.11). Without consumers it says nothing. */
    private static OptionalDouble utilisation(JsonObject queue) {
        if (number(queue, "consumers").orElse(0) == 0) {
            return OptionalDouble.empty();
        }
        OptionalDouble capacity = decimal(queue, "consumer_capacity");
        return capacity.isPresent() ? capacity : decimal(queue, "consumer_utilisation");
    }

    /** A queue's own argument wins over a policy (RabbitMQ manual, Dead Letter Exchanges). */
    private static Optional<String> deadLetter(JsonObject queue, String what) {
        return text(object(queue, "arguments"), "x-dead-letter-" + what)
                .or(() -> text(object(queue, "effective_policy_definition"), "dead-letter-" + what));
    }

    private static OptionalDouble rate(JsonObject counts, String details) {
        return decimal(object(counts, details), "rate");
    }

    static JsonObject object(JsonObject in, String name) {
        return in.getValue(name) instanceof JsonObject object ? object : new JsonObject();
    }

    static Optional<String> text(JsonObject in, String name) {
        return in.getValue(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    static OptionalLong number(JsonObject in, String name) {
        return in.getValue(name) instanceof Number number ? OptionalLong.of(number.longValue()) : OptionalLong.empty();
    }

    private static OptionalDouble decimal(JsonObject in, String name) {
        return in.getValue(name) instanceof Number number
                ? OptionalDouble.of(number.doubleValue())
                : OptionalDouble.empty();
    }
}

package dev.loupe.relay.amqp.protocol;

import dev.loupe.relay.amqp.protocol.MessageHeaders.Death;
import dev.loupe.relay.wire.Recent;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code x-death}: an array of tables, as RabbitMQ's manual has it under <i>Dead Letter Exchanges</i>. */
final class DeathsReader {
    private static final int MOST = 16;
    private static final FieldName QUEUE = new FieldName("queue");
    private static final FieldName REASON = new FieldName("reason");
    private static final FieldName COUNT = new FieldName("count");
    private static final FieldName TIME = new FieldName("time");
    private static final FieldName EXCHANGE = new FieldName("exchange");
    private static final FieldName ROUTING_KEYS = new FieldName("routing-keys");

    private final Recent<String> texts;
    private final Fields elements = new Fields();
    private final Fields entry = new Fields();
    private final Fields keys = new Fields();

    DeathsReader(Recent<String> texts) {
        this.texts = texts;
    }

    /** That field, which is of type {@code A}. What is no table in it is left out. */
    List<Death> read(Fields field) {
        List<Death> deaths = new ArrayList<>(2);
        field.within(elements);
        while (deaths.size() < MOST && elements.nextElement()) {
            if (elements.type() == 'F') {
                deaths.add(death());
            }
        }
        return List.copyOf(deaths);
    }

    private Death death() {
        String queue = "";
        String reason = "";
        String exchange = "";
        String routingKey = "";
        long count = 0;
        long time = 0;
        elements.within(entry);
        while (entry.next()) {
            if (entry.isNamed(QUEUE)) {
                queue = entry.text(texts);
            } else if (entry.isNamed(REASON)) {
                reason = entry.text(texts);
            } else if (entry.isNamed(COUNT)) {
                count = entry.integer();
            } else if (entry.isNamed(TIME)) {
                time = entry.integer();
            } else if (entry.isNamed(EXCHANGE)) {
                exchange = entry.text(texts);
            } else if (entry.isNamed(ROUTING_KEYS) && entry.type() == 'A') {
                entry.within(keys);
                routingKey = keys.nextElement() ? keys.text(texts) : "";
            }
        }
        return new Death(queue, reason, count, time, exchange, routingKey);
    }
}

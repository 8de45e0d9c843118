package dev.loupe.relay.amqp.message;

import dev.loupe.relay.amqp.protocol.ContentHeader;
import dev.loupe.relay.amqp.protocol.MessageHeaders;
import dev.loupe.relay.amqp.protocol.MessageHeaders.Death;
import dev.loupe.relay.amqp.protocol.MessageProperties;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A message as its sender makes it, of which a test says what it is about. */
final class Sent {
    static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    static final String SPAN = "b7ad6b7169203331";
    static final String TRACEPARENT = "00-" + TRACE + "-" + SPAN + "-01";

    String exchange = "orders";
    String routingKey = "order.priced";
    String traceparent = "";
    String tracestate = "";
    String messageId = "";
    String correlationId = "";
    String type = "";
    long timestamp;
    long brokerMillis;
    long deliveryCount = -1;
    boolean mandatory;
    byte[] body = {};
    final List<Death> deaths = new ArrayList<>();
    final Map<String, String> headers = new LinkedHashMap<>();

    static Sent to(String exchange, String routingKey) {
        Sent sent = new Sent();
        sent.exchange = exchange;
        sent.routingKey = routingKey;
        return sent;
    }

    static Sent any() {
        return new Sent();
    }

    Sent carrying(String parent, String state) {
        traceparent = parent;
        tracestate = state;
        return this;
    }

    Sent id(String id) {
        messageId = id;
        return this;
    }

    Sent header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    Sent body(String text) {
        body = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return this;
    }

    Sent mandatory() {
        mandatory = true;
        return this;
    }

    Sent died(String queue, String reason, long count) {
        deaths.add(new Death(queue, reason, count, 1_700_000_000, "orders", "order.priced"));
        return this;
    }

    ContentHeader header() {
        boolean any = !traceparent.isEmpty() || !tracestate.isEmpty() || !headers.isEmpty() || !deaths.isEmpty();
        int flags = (any ? 1 << 13 : 0) | (messageId.isEmpty() ? 0 : 1 << 7);
        MessageHeaders table = new MessageHeaders(
                !traceparent.isEmpty(),
                traceparent,
                tracestate,
                List.copyOf(deaths),
                deliveryCount,
                brokerMillis,
                Map.copyOf(headers));
        return new ContentHeader(
                body.length,
                new MessageProperties(
                        flags, "application/json", "", table, 2, correlationId, "", messageId, timestamp, type));
    }
}

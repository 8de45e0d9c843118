package dev.loupe.relay.amqp;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.impl.LongStringHelper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an application has seen, as text, without what edits put into it. */
final class Seen {
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    void add(String line) {
        lines.add(line);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    int count() {
        return lines.size();
    }

    static String message(AMQP.BasicProperties properties, byte[] body) {
        String id = properties.getMessageId();
        boolean own = id != null && id.startsWith(EverythingEdited.ID);
        return String.join(
                "|",
                headers(properties.getHeaders()),
                String.valueOf(properties.getContentType()),
                String.valueOf(properties.getContentEncoding()),
                String.valueOf(properties.getDeliveryMode()),
                String.valueOf(properties.getPriority()),
                String.valueOf(properties.getCorrelationId()),
                String.valueOf(properties.getReplyTo()),
                String.valueOf(properties.getExpiration()),
                own ? "null" : String.valueOf(id),
                String.valueOf(properties.getTimestamp()),
                String.valueOf(properties.getType()),
                String.valueOf(properties.getUserId()),
                String.valueOf(properties.getAppId()),
                String.valueOf(properties.getClusterId()),
                body.length + ":" + Arrays.hashCode(body));
    }

    static String headers(Map<String, Object> headers) {
        Map<String, Object> own = new TreeMap<>(headers == null ? Map.of() : headers);
        own.remove("traceparent", LongStringHelper.asLongString(EverythingEdited.TRACEPARENT));
        own.remove("tracestate", LongStringHelper.asLongString(EverythingEdited.TRACESTATE));
        Map<String, String> text = new TreeMap<>();
        own.forEach((name, value) -> text.put(name, text(value)));
        return text.toString();
    }

    private static String text(Object value) {
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof Map<?, ?> table) {
            Map<String, String> inner = new TreeMap<>();
            table.forEach((name, inside) -> {
                if (!"time".equals(name)) {
                    inner.put(String.valueOf(name), text(inside));
                }
            });
            return inner.toString();
        }
        if (value instanceof List<?> array) {
            return array.stream().map(Seen::text).toList().toString();
        }
        return value == null ? "null" : value.getClass().getSimpleName() + ' ' + value;
    }
}

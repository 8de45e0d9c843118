package dev.loupe.relay.amqp.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.loupe.relay.amqp.protocol.MessageHeaders.Death;
import dev.loupe.relay.wire.Recent;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what is wanted of a message's headers. The others are passed over. */
final class HeadersReader {
    static final FieldName TRACEPARENT = new FieldName("traceparent");
    static final FieldName TRACESTATE = new FieldName("tracestate");

    private static final FieldName DEATHS = new FieldName("x-death");
    private static final FieldName DELIVERY_COUNT = new FieldName("x-delivery-count");
    private static final FieldName TIMESTAMP = new FieldName("timestamp_in_ms");

    private final FieldName[] names;
    private final Fields fields = new Fields();
    private final DeathsReader deathsReader;

    private boolean hasTraceparent;
    private String traceparent = "";
    private String tracestate = "";
    private List<Death> deaths = List.of();
    private long deliveryCount = MessageHeaders.NONE.deliveryCount();
    private long timestamp;
    private Map<String, String> wanted = Map.of();

    HeadersReader(Set<String> names, Recent<String> texts) {
        this.names = names.stream().map(FieldName::new).toArray(FieldName[]::new);
        this.deathsReader = new DeathsReader(texts);
    }

    /** The next property, which is the table of headers. */
    MessageHeaders read(Arguments properties) {
        boolean found = false;
        properties.table(fields);
        while (fields.next()) {
            found |= known();
            found |= wanted();
        }
        if (!found) {
            return MessageHeaders.NONE;
        }
        MessageHeaders headers = new MessageHeaders(
                hasTraceparent,
                traceparent,
                tracestate,
                deaths,
                deliveryCount,
                timestamp,
                wanted.isEmpty() ? wanted : Collections.unmodifiableMap(wanted));
        forget();
        return headers;
    }

    /** Whether the table that was read last was understood to its end. */
    boolean intact() {
        return !fields.broken();
    }

    private boolean known() {
        boolean text = fields.type() == 'S';
        if (fields.isNamed(TRACEPARENT)) {
            hasTraceparent = true;
            traceparent = text ? asWritten() : traceparent;
        } else if (fields.isNamed(TRACESTATE)) {
            tracestate = text ? asWritten() : tracestate;
        } else if (fields.isNamed(DEATHS)) {
            deaths = fields.type() == 'A' ? deathsReader.read(fields) : deaths;
        } else if (fields.isNamed(DELIVERY_COUNT)) {
            deliveryCount = FieldValue.isInteger(fields.type()) ? fields.integer() : deliveryCount;
        } else if (fields.isNamed(TIMESTAMP)) {
            timestamp = fields.integer();
        } else {
            return false;
        }
        return true;
    }

    private boolean wanted() {
        for (FieldName name : names) {
            if (fields.isNamed(name)) {
                String text = fields.asText();
                if (text == null) {
                    return false;
                }
                wanted = wanted.isEmpty() ? new HashMap<>() : wanted;
                wanted.put(name.text(), text);
                return true;
            }
        }
        return false;
    }

    /** Byte for byte, so that a text that is put back with more in front is the same. */
    private String asWritten() {
        return fields.text(ISO_8859_1);
    }

    private void forget() {
        hasTraceparent = false;
        traceparent = "";
        tracestate = "";
        deaths = List.of();
        deliveryCount = MessageHeaders.NONE.deliveryCount();
        timestamp = 0;
        wanted = Map.of();
    }
}

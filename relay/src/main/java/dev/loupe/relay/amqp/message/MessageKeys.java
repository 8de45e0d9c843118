package dev.loupe.relay.amqp.message;

import dev.loupe.relay.amqp.message.BrokerSettings.KeyAt;
import dev.loupe.relay.amqp.protocol.MessageProperties;
import dev.loupe.relay.correlation.BusinessKey;
import dev.loupe.relay.service.key.BodyKeys;
import dev.loupe.relay.service.key.JsonPointer;
import dev.loupe.relay.service.key.MessageKeyPlan;
import dev.loupe.telemetry.privacy.Pseudonyms;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The business keys of messages, as pseudonyms: the values go no further than this. Thread-safe. */
final class MessageKeys {
    /** Kind of the pseudonym of a {@code message-id}. */
    static final String MESSAGE = "message";

    /** Kind of the pseudonym of a {@code correlation-id}. */
    static final String CONVERSATION = "conversation";

    private final MessageKeyPlan plan;
    private final Pseudonyms pseudonyms;
    private final List<KeyAt.Header> headers = new ArrayList<>();
    private final List<KeyAt.Property> properties = new ArrayList<>();
    private final Set<String> headerNames = new TreeSet<>();
    private final Set<String> bodyKinds = new TreeSet<>();

    MessageKeys(List<KeyAt> keys, Pseudonyms pseudonyms) {
        this.pseudonyms = pseudonyms;
        plan = new MessageKeyPlan(pseudonyms);
        for (KeyAt key : keys) {
            if (key instanceof KeyAt.Header header) {
                headers.add(header);
                headerNames.add(header.name());
            } else if (key instanceof KeyAt.Property property) {
                properties.add(property);
            } else if (key instanceof KeyAt.Body body) {
                plan.add(JsonPointer.parse(body.pointer()), body.kind());
                bodyKinds.add(body.kind());
            }
        }
    }

    /** Names of the headers that hold keys. */
    Set<String> headerNames() {
        return headerNames;
    }

    boolean readsBodies() {
        return plan.readsBodies();
    }

    /** Tells those that stand in a routing key. */
    void in(List<RoutingKeys.Value> routingKey, Consumer<BusinessKey> found) {
        for (RoutingKeys.Value value : routingKey) {
            plan.tell(value.kind(), value.raw(), found);
        }
    }

    /** Tells those that stand in headers and properties. */
    void in(MessageProperties message, Consumer<BusinessKey> found) {
        for (KeyAt.Header header : headers) {
            String value = message.headers().wanted().get(header.name());
            if (value != null) {
                plan.tell(header.kind(), value, found);
            }
        }
        for (KeyAt.Property property : properties) {
            plan.tell(property.kind(), value(message, property.name()), found);
        }
    }

    private static String value(MessageProperties message, String property) {
        return switch (property) {
            case "correlation-id" -> message.correlationId();
            case "message-id" -> message.messageId();
            case "type" -> message.type();
            default -> "";
        };
    }

    /**
     * The reader of a body.
     *
     * @param known keys that were found elsewhere
     * @return null if it can say nothing more
     */
    BodyKeys inBody(MessageProperties message, List<BusinessKey> known, Consumer<BusinessKey> found) {
        String coding = message.contentEncoding();
        boolean plain = coding.isEmpty() || coding.equalsIgnoreCase("identity") || coding.equalsIgnoreCase("utf-8");
        return !plan.readsBodies() || !plain || knowsAll(known) ? null : plan.inBody(found);
    }

    private boolean knowsAll(List<BusinessKey> known) {
        for (String kind : bodyKinds) {
            if (!hasKind(known, kind)) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasKind(List<BusinessKey> known, String kind) {
        for (BusinessKey key : known) {
            if (key.kind().equals(kind)) {
                return true;
            }
        }
        return false;
    }

    /** What an id is called on spans: itself if a machine has made it up, else its pseudonym. */
    String idOnSpans(String kind, String id) {
        return QueueNames.isUuid(id) ? id : pseudonyms.of(kind, id);
    }
}

package dev.loupe.assembly.config;

import dev.loupe.console.config.Given;
import dev.loupe.relay.amqp.message.BrokerSettings.KeyAt;
import dev.loupe.relay.service.key.JsonPointer;
import dev.loupe.telemetry.InvalidSetting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where a business key stands in messages: in a header, in the body's JSON, or in a property. That it says where, and says it
 * once, is checked with the rest.
 *
 * @param kind of the key, one that is declared
 * @param header name of a header
 * @param body JSON pointer into the body, such as {@code /order/id}
 * @param property {@code correlation-id}, {@code message-id} or {@code type}
 */
public record MessageKey(
        @Given String kind, Optional<String> header, Optional<String> body, Optional<String> property) {
    private static final Set<String> PROPERTIES = Set.of("correlation-id", "message-id", "type");
    private static final int LONGEST_HEADER = 128;

    /** The values of keys that an item does not give. */
    public static MessageKey defaults() {
        return new MessageKey("order", Optional.empty(), Optional.empty(), Optional.empty());
    }

    private void check() {
        if (Stream.of(header, body, property).filter(Optional::isPresent).count() != 1) {
            throw new InvalidSetting("header", "given, or else body or property: exactly one of the three");
        }
        header.filter(name -> name.isBlank() || name.length() > LONGEST_HEADER).ifPresent(name -> {
            throw new InvalidSetting("header", "the name of a header, of at most " + LONGEST_HEADER + " characters");
        });
        body.ifPresent(MessageKey::checkPointer);
        property.filter(name -> !PROPERTIES.contains(name)).ifPresent(name -> {
            throw new InvalidSetting("property", "one of correlation-id, message-id, type");
        });
    }

    private static void checkPointer(String pointer) {
        try {
            JsonPointer.parse(pointer);
        } catch (IllegalArgumentException e) {
            throw new InvalidSetting("body", e.getMessage());
        }
    }

    private KeyAt place() {
        check();
        return header.<KeyAt>map(name -> new KeyAt.Header(kind, name))
                .or(() -> body.map(pointer -> new KeyAt.Body(kind, pointer)))
                .orElseGet(() -> new KeyAt.Property(kind, property.orElseThrow()));
    }

    static List<KeyAt> places(List<MessageKey> keys) {
        List<KeyAt> places = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            try {
                places.add(keys.get(i).place());
            } catch (InvalidSetting e) {
                throw new InvalidSetting("keys[" + i + "]." + e.key(), e.allowed());
            }
        }
        return places;
    }
}

package dev.loupe.relay.amqp.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A content header, read in the plainest way, to be compared with what the editor has made of it.
 *
 * @param front type, channel, class, weight and body size
 * @param properties the bytes of each, by its bit, without the table of headers
 * @param fields the bytes of each header with its name
 */
record PlainHeader(String front, Map<Integer, String> properties, List<String> fields) {
    private static final int HEADERS = 13;
    private static final int MESSAGE_ID = 7;

    static PlainHeader of(byte[] frame) {
        ByteBuffer in = ByteBuffer.wrap(frame);
        String front = take(in, 3);
        assertThat(in.getInt()).isEqualTo(frame.length - 8);
        front += take(in, 12);
        int flags = in.getShort() & 0xffff;
        Map<Integer, String> properties = new HashMap<>();
        List<String> fields = new ArrayList<>();
        for (int bit = 15; bit >= 2; bit--) {
            if ((flags >> bit & 1) == 0) {
                continue;
            }
            if (bit == HEADERS) {
                ByteBuffer table = ByteBuffer.wrap(take(in, in.getInt()).getBytes(ISO_8859_1));
                while (table.hasRemaining()) {
                    fields.add(field(table));
                }
            } else {
                properties.put(bit, take(in, length(bit, in)));
            }
        }
        assertThat(in.get()).isEqualTo((byte) 0xCE);
        assertThat(in.hasRemaining()).isFalse();
        return new PlainHeader(front, properties, fields);
    }

    private static int length(int bit, ByteBuffer in) {
        return switch (bit) {
            case 12, 11 -> 1;
            case 6 -> 8;
            default -> 1 + (in.get(in.position()) & 0xff);
        };
    }

    private static String field(ByteBuffer table) {
        String name = take(table, 1 + (table.get(table.position()) & 0xff));
        String type = take(table, 1);
        int length =
                switch (type.charAt(0)) {
                    case 'V' -> 0;
                    case 't', 'b', 'B' -> 1;
                    case 's', 'u' -> 2;
                    case 'I', 'i', 'f' -> 4;
                    case 'D' -> 5;
                    case 'l', 'L', 'd', 'T' -> 8;
                    case 'S', 'x', 'F', 'A' -> 4 + table.getInt(table.position());
                    default -> throw new IllegalArgumentException("type " + type);
                };
        return name + type + take(table, length);
    }

    private static String take(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, ISO_8859_1);
    }

    /** What is to become of it. */
    PlainHeader with(MessageEdit edit) {
        Map<Integer, String> newProperties = new HashMap<>(properties);
        List<String> newFields = new ArrayList<>(fields);
        if (!edit.messageId().isEmpty()) {
            newProperties.putIfAbsent(MESSAGE_ID, (char) edit.messageId().length() + edit.messageId());
        }
        if (!edit.traceparent().isEmpty() && fields.stream().noneMatch(field -> isNamed(field, "traceparent"))) {
            newFields.add(field("traceparent", edit.traceparent()));
        }
        List<String> states =
                fields.stream().filter(field -> isNamed(field, "tracestate")).toList();
        if (!edit.tracestate().isEmpty() && states.isEmpty()) {
            newFields.add(field("tracestate", edit.tracestate()));
        } else if (!edit.tracestate().isEmpty()
                && states.size() == 1
                && states.get(0).startsWith("\ntracestateS")) {
            newFields.set(newFields.indexOf(states.get(0)), field("tracestate", edit.tracestate()));
        }
        return new PlainHeader(front, newProperties, newFields);
    }

    private static boolean isNamed(String field, String name) {
        return field.startsWith((char) name.length() + name);
    }

    private static String field(String name, String text) {
        return (char) name.length() + name + "S\0\0\0" + (char) text.length() + text;
    }
}

package dev.loupe.bench.messages;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Delivery;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The message of a number: what it is made of follows from that alone, so that whoever gets it can tell whether it is as sent. */
final class Sample {
    /** In which the number stands. */
    static final String NUMBER = "number";

    private static final int SIZES = 1_900;
    private static final String OWN_PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private Sample() {}

    static byte[] body(int number) {
        byte[] body = new byte[number * 31 % SIZES];
        Arrays.fill(body, (byte) number);
        return body;
    }

    /** Every third has an id of its own, every seventh a context. */
    static BasicProperties properties(int number) {
        Map<String, Object> headers = new HashMap<>();
        headers.put(NUMBER, number);
        headers.put("text", "n" + number);
        headers.put("list", List.of(number, "a", true));
        headers.put("table", Map.of("inner", (long) number));
        headers.put("bytes", new byte[] {1, (byte) number});
        headers.put("when", Date.from(Instant.ofEpochSecond(number)));
        headers.put("double", number / 3.0);
        if (hasContext(number)) {
            headers.put("traceparent", OWN_PARENT);
        }
        BasicProperties.Builder builder = new BasicProperties.Builder()
                .contentType("application/octet-stream")
                .deliveryMode(1)
                .priority(number % 10)
                .correlationId("c" + number)
                .replyTo("nobody")
                .type("sample")
                .appId("test")
                .timestamp(Date.from(Instant.ofEpochSecond(1_700_000_000L + number)))
                .headers(headers);
        return hasId(number) ? builder.messageId(id(number)).build() : builder.build();
    }

    static boolean hasId(int number) {
        return number % 3 == 0;
    }

    static boolean hasContext(int number) {
        return number % 7 == 0;
    }

    static String id(int number) {
        return new UUID(1, number).toString();
    }

    static int number(Delivery delivery) {
        return (Integer) delivery.getProperties().getHeaders().get(NUMBER);
    }

    /** What is not as sent, but for the edits that are documented; empty if all is. */
    static String difference(int number, Delivery delivery) {
        BasicProperties sent = properties(number);
        BasicProperties got = delivery.getProperties();
        if (!Arrays.equals(body(number), delivery.getBody())) {
            return "body of " + number;
        }
        Map<String, Object> headers = new HashMap<>(got.getHeaders());
        Object traceparent = headers.get("traceparent");
        headers.remove("tracestate");
        if (!hasContext(number)) {
            headers.remove("traceparent");
        }
        if (traceparent == null
                || got.getMessageId() == null
                || got.getMessageId().isEmpty()) {
            return "no context or id in " + number;
        }
        if (hasId(number) && !got.getMessageId().equals(id(number))) {
            return "id of " + number;
        }
        String without =
                comparable(got.builder().headers(Map.of()).messageId("").build());
        String as = comparable(sent.builder().headers(Map.of()).messageId("").build());
        return without.equals(as) && text(headers).equals(text(sent.getHeaders())) ? "" : "properties of " + number;
    }

    private static String comparable(BasicProperties properties) {
        StringBuilder text = new StringBuilder();
        properties.appendPropertyDebugStringTo(text);
        return text.toString();
    }

    private static String text(Map<String, Object> headers) {
        StringBuilder text = new StringBuilder();
        headers.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(entry -> text.append(entry.getKey())
                .append('=')
                .append(entry.getValue() instanceof byte[] bytes ? Arrays.toString(bytes) : entry.getValue())
                .append(' '));
        return text.toString();
    }
}

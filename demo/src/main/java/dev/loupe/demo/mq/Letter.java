package dev.loupe.demo.mq;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Envelope;
import dev.loupe.demo.http.Json;
import dev.loupe.demo.ledger.Act;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A message as its receiver reads it. Immutable. */
public final class Letter {
    private final Act.Cause cause;
    private final Envelope envelope;
    private final BasicProperties properties;
    private final byte[] body;
    private final long arrived = System.nanoTime();

    Letter(Act.Cause cause, Envelope envelope, BasicProperties properties, byte[] body) {
        this.cause = cause;
        this.envelope = envelope;
        this.properties = properties;
        this.body = body;
    }

    /** What something that is done for it is done for. */
    public Act.Cause cause() {
        return cause;
    }

    /** Its body, if that is a JSON object. */
    public Map<String, String> json() throws IOException {
        return Json.object(new ByteArrayInputStream(body));
    }

    /** Why it came to a queue for what nobody could read; empty if it did not. */
    public String died() {
        Object deaths = properties.getHeaders().get("x-death");
        return deaths instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Map<?, ?> death
                ? String.valueOf(death.get("reason"))
                : "";
    }

    String id() {
        return String.valueOf(properties.getMessageId());
    }

    Envelope envelope() {
        return envelope;
    }

    /** By {@link System#nanoTime}. */
    long arrived() {
        return arrived;
    }

    static String order(BasicProperties properties) {
        Map<String, Object> headers = properties.getHeaders();
        return headers == null ? "" : String.valueOf(headers.getOrDefault(Sender.ORDER, ""));
    }
}

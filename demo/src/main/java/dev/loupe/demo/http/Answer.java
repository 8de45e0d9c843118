package dev.loupe.demo.http;

import java.util.List;
import java.util.Map;

/**
 * What a service answers.
 *
 * @param status of HTTP
 * @param body JSON; empty for none
 * @param headers beside the usual ones
 */
public record Answer(int status, byte[] body, Map<String, String> headers) {
    /** Nothing but a status. */
    public static Answer of(int status) {
        return new Answer(status, new byte[0], Map.of());
    }

    /** A JSON object. */
    public static Answer of(int status, Map<String, String> object) {
        return new Answer(status, Json.write(object), Map.of());
    }

    /** A JSON object with one list in it. */
    public static Answer of(int status, String name, List<Map<String, String>> objects) {
        return new Answer(status, Json.write(name, objects), Map.of());
    }

    /** The same with one more header. */
    public Answer with(String name, String value) {
        return new Answer(status, body, Map.of(name, value));
    }
}

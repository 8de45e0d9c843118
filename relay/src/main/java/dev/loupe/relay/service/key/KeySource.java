package dev.loupe.relay.service.key;

import java.util.Locale;

/** Where in an exchange a business key stands. */
public sealed interface KeySource {
    /** A parameter of the route's path. */
    record PathParameter(String name) implements KeySource {}

    /** A field of the request's head, in lower case. */
    record Header(String name) implements KeySource {}

    /** A parameter of the request's query. */
    record QueryParameter(String name) implements KeySource {}

    /** A cookie of the request. */
    record Cookie(String name) implements KeySource {}

    /** A value in the request's JSON. */
    record RequestJson(JsonPointer pointer) implements KeySource {}

    /** A value in the response's JSON. */
    record ResponseJson(JsonPointer pointer) implements KeySource {}

    /** A field of the request's form, {@code application/x-www-form-urlencoded}. */
    record FormField(String name) implements KeySource {}

    /** What {@link #parse} takes, as the end of the sentence "must be …". */
    String WRITTEN =
            "path NAME, header NAME, query NAME, cookie NAME, form NAME, request /json/pointer or response /json/pointer";

    /**
     * The written form, such as {@code header x-order-id}, {@code request /order/id} or {@code response /id}.
     *
     * @throws IllegalArgumentException if it is none; the message says what is allowed
     */
    static KeySource parse(String text) {
        String[] words = text.trim().split("\\s+", 2);
        String what = words.length == 2 ? words[1].trim() : "";
        return switch (words[0]) {
            case "path" -> new PathParameter(name(what, "[A-Za-z0-9_-]{1,64}"));
            case "header" ->
                new Header(name(what, "[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}").toLowerCase(Locale.ROOT));
            case "query" -> new QueryParameter(name(what, "\\S.{0,63}"));
            case "cookie" -> new Cookie(name(what, "[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}"));
            case "form" -> new FormField(name(what, "\\S.{0,63}"));
            case "request" -> new RequestJson(pointer(what));
            case "response" -> new ResponseJson(pointer(what));
            default -> throw new IllegalArgumentException(WRITTEN);
        };
    }

    private static String name(String name, String allowed) {
        if (!name.matches(allowed)) {
            throw new IllegalArgumentException(WRITTEN);
        }
        return name;
    }

    private static JsonPointer pointer(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException(WRITTEN);
        }
        return JsonPointer.parse(text);
    }
}

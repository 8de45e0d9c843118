package dev.loupe.relay.service.key;

import dev.loupe.relay.http.RequestHead;
import dev.loupe.relay.http.codec.Pairs;
import dev.loupe.relay.http.codec.PercentEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Business keys in the head of a request: fields, query, cookies. Built by one thread, then only read. */
final class HeadKeys {
    private final Map<String, List<String>> byField = new TreeMap<>();
    private final Map<String, List<String>> byQuery = new TreeMap<>();
    private final Map<String, List<String>> byCookie = new TreeMap<>();

    void field(String name, String kind) {
        add(byField, name, kind);
    }

    void query(String name, String kind) {
        add(byQuery, name, kind);
    }

    void cookie(String name, String kind) {
        add(byCookie, name, kind);
    }

    private static void add(Map<String, List<String>> byName, String name, String kind) {
        byName.computeIfAbsent(name, unknown -> new ArrayList<>(1)).add(kind);
    }

    /** Tells all that stand there, as often as they do. */
    void find(RequestHead request, Found found) {
        byField.forEach((name, kinds) -> {
            for (String value : request.headers(name)) {
                kinds.forEach(kind -> found.value(kind, KeyValues.ofField(value)));
            }
        });
        if (!byQuery.isEmpty()) {
            query(request.target(), found);
        }
        if (!byCookie.isEmpty()) {
            request.headers("cookie").forEach(line -> cookies(line, found));
        }
    }

    private void query(String target, Found found) {
        int question = target.indexOf('?');
        int fragment = target.indexOf('#');
        if (question < 0 || (fragment >= 0 && fragment < question)) {
            return;
        }
        // HTML forms write a blank as a plus, in the query as in the body.
        String query = target.substring(question + 1, fragment < 0 ? target.length() : fragment)
                .replace('+', ' ');
        for (Pairs pairs = new Pairs(query, '&'); pairs.next(); ) {
            List<String> kinds = byQuery.get(PercentEncoding.decoded(query, pairs.start(), pairs.nameEnd()));
            if (kinds != null && pairs.hasValue()) {
                String value = PercentEncoding.decoded(query, pairs.valueStart(), pairs.end());
                kinds.forEach(kind -> found.value(kind, value));
            }
        }
    }

    /** RFC 6265, section 4.2.1. */
    private void cookies(String line, Found found) {
        for (Pairs pairs = new Pairs(line, ';'); pairs.next(); ) {
            List<String> kinds =
                    byCookie.get(line.substring(pairs.start(), pairs.nameEnd()).strip());
            if (kinds != null && pairs.hasValue()) {
                String value = KeyValues.ofField(
                        unquoted(line.substring(pairs.valueStart(), pairs.end()).strip()));
                kinds.forEach(kind -> found.value(kind, value));
            }
        }
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}

package dev.loupe.relay.service.route;

import dev.loupe.telemetry.InvalidSetting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A route as it is written: {@code [METHOD ]/literal/{parameter}/**}. A parameter is one whole segment; the double
 * asterisk at the end stands for any number of further segments, none included.
 *
 * @param method in upper case; empty for every method
 * @param path the template without the method, which is the route's name
 * @param segments literals as they are, parameters in braces
 * @param open whether it ends in a double asterisk, which is not one of the segments
 */
record RouteTemplate(Optional<String> method, String path, List<String> segments, boolean open) {
    /** Longer templates than this would be for paths that no service has. */
    static final int MOST_SEGMENTS = 32;

    private static final int LONGEST = 512;
    private static final String OPEN = "**";

    /**
     * Reads one.
     *
     * @param key the setting that it stands in
     * @throws InvalidSetting if no request could ever match it
     */
    static RouteTemplate parse(String key, String written) {
        String text = written.trim();
        int blank = text.indexOf(' ');
        String method = blank < 0 ? "" : text.substring(0, blank);
        String path = blank < 0 ? text : text.substring(blank + 1).trim();
        if (blank >= 0 && !method.matches("[A-Z]{1,20}")) {
            throw new InvalidSetting(key, "a path after at most a method in upper case, such as GET /orders/{order}");
        }
        if (!path.startsWith("/") || path.length() > LONGEST) {
            throw new InvalidSetting(key, "a path that starts with / and has at most " + LONGEST + " characters");
        }
        List<String> segments = segments(key, path);
        boolean open = !segments.isEmpty() && segments.get(segments.size() - 1).equals(OPEN);
        List<String> named = List.copyOf(open ? segments.subList(0, segments.size() - 1) : segments);
        check(key, named);
        return new RouteTemplate(method.isEmpty() ? Optional.empty() : Optional.of(method), path, named, open);
    }

    private static List<String> segments(String key, String path) {
        List<String> segments = new ArrayList<>();
        for (int start = 1; start < path.length(); ) {
            int end = path.indexOf('/', start);
            int to = end < 0 ? path.length() : end;
            if (to == start || (to == path.length() - 1 && end >= 0)) {
                throw new InvalidSetting(key, "without an empty segment: no // and no / at the end");
            }
            segments.add(path.substring(start, to));
            start = to + 1;
        }
        if (segments.size() > MOST_SEGMENTS) {
            throw new InvalidSetting(key, "of at most " + MOST_SEGMENTS + " segments");
        }
        return segments;
    }

    private static void check(String key, List<String> segments) {
        Set<String> parameters = new HashSet<>();
        for (String segment : segments) {
            if (isParameter(segment)) {
                if (!parameters.add(segment)) {
                    throw new InvalidSetting(key, "without two parameters of one name: " + segment);
                }
            } else if (segment.contains("{") || segment.contains("}")) {
                throw new InvalidSetting(
                        key, "with a whole segment for each parameter, named by letters, digits, _ and -: {order}");
            } else if (segment.contains("*")) {
                throw new InvalidSetting(key, "without * but for a segment ** at the end");
            } else if (!segment.matches("[!$&'()+,=:@A-Za-z0-9._~%-]+")) {
                throw new InvalidSetting(key, "of characters that a path may have: no ? and no #, others as %41");
            }
        }
    }

    static boolean isParameter(String segment) {
        return segment.matches("\\{[A-Za-z0-9_-]{1,64}}");
    }

    /** Name of the parameter that a segment is. */
    static String parameterOf(String segment) {
        return segment.substring(1, segment.length() - 1);
    }

    /** What tells apart which requests match: parameters have no names. */
    String shape() {
        StringBuilder shape = new StringBuilder();
        segments.forEach(segment -> shape.append('/').append(isParameter(segment) ? "{}" : segment));
        return shape.append(open ? "/**" : "").toString();
    }
}

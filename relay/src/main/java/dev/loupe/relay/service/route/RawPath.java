package dev.loupe.relay.service.route;

import dev.loupe.relay.http.codec.PercentEncoding;

/**
 * The path of a request target, cut into segments where it stands. Parameters behind a semicolon (RFC 3986 section 3.3),
 * an empty last segment, the query and, for a proxy's absolute form, scheme and authority are left out.
 */
final class RawPath {
    private final String target;
    private final int[] bounds = new int[2 * RouteTemplate.MOST_SEGMENTS];
    private final int end;
    private int count;
    private int next;

    private RawPath(String target, int start, int end) {
        this.target = target;
        this.end = end;
        next = start + 1;
        while (next < end && count < RouteTemplate.MOST_SEGMENTS) {
            cut();
        }
    }

    private void cut() {
        int slash = target.indexOf('/', next);
        int to = slash < 0 || slash > end ? end : slash;
        int semicolon = target.indexOf(';', next);
        bounds[2 * count] = next;
        bounds[2 * count + 1] = semicolon < 0 || semicolon > to ? to : semicolon;
        count++;
        next = to + 1;
    }

    /**
     * Cuts a target.
     *
     * @param target raw, each char one byte
     * @return null if the target is no path, as {@code *} or what {@code CONNECT} has
     */
    static RawPath of(String target) {
        int start = pathStart(target);
        if (start < 0) {
            return null;
        }
        int end = target.length();
        int query = target.indexOf('?', start);
        int fragment = target.indexOf('#', start);
        end = query < 0 ? end : query;
        end = fragment < 0 || fragment > end ? end : fragment;
        return new RawPath(target, start, end);
    }

    private static int pathStart(String target) {
        if (target.startsWith("/")) {
            return 0;
        }
        int authority = target.indexOf("://");
        if (authority <= 0 || target.lastIndexOf('/', authority) >= 0) {
            return -1;
        }
        for (int i = authority + 3; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c == '/' || c == '?' || c == '#') {
                // Without a slash the path is empty, which RFC 9110 section 4.2.3 makes the same as one slash.
                return c == '/' ? i : i - 1;
            }
        }
        return target.length();
    }

    /** How many segments it has, or that many of them were cut. */
    int count() {
        return count;
    }

    /** Whether there are more segments than were cut. */
    boolean hasMore() {
        return next < end;
    }

    boolean isEmpty(int segment) {
        return bounds[2 * segment] == bounds[2 * segment + 1];
    }

    /** A segment as it stands on the wire. */
    String segment(int segment) {
        return target.substring(bounds[2 * segment], bounds[2 * segment + 1]);
    }

    /** A segment in clear. */
    String decoded(int segment) {
        return PercentEncoding.decoded(target, bounds[2 * segment], bounds[2 * segment + 1]);
    }
}

package dev.loupe.relay.s3;

import dev.loupe.relay.http.codec.PercentEncoding;
import java.util.Set;

/**
 * What a request's target and host are about. Immutable.
 *
 * <p>Knows the names of the query's parameters and never tells their values; {@link #toString()} has no query at all.
 */
public final class S3Target {
    /** How far down a target points. */
    enum Scope {
        /** Nothing that S3 knows, such as {@code *}. */
        NONE,
        /** The store itself, {@code /}. */
        SERVICE,
        /** A bucket. */
        BUCKET,
        /** An object, there or not. */
        OBJECT
    }

    private static final S3Target NOTHING = new S3Target(Scope.NONE, "", "", S3Query.NONE);

    private final Scope scope;
    private final String bucket;
    private final String key;
    private final S3Query query;

    private S3Target(Scope scope, String bucket, String key, S3Query query) {
        this.scope = scope;
        this.bucket = bucket;
        this.key = key;
        this.query = query;
    }

    /**
     * Takes a target apart; whatever it looks like, this does not throw.
     *
     * @param rawTarget as on the wire, in origin form ({@code /rings/a.stl?acl}) or absolute form
     * @param host the {@code Host} field's value or null; an absolute target's own host counts instead (RFC 9112, 3.2.2)
     * @param hosts which hosts name a bucket
     */
    public static S3Target of(String rawTarget, String host, S3Hosts hosts) {
        if (rawTarget.startsWith("/")) {
            return of(rawTarget, 0, hosts.bucketOf(host));
        }
        int authority = afterScheme(rawTarget);
        if (authority < 0) {
            return NOTHING;
        }
        int path = authorityEnd(rawTarget, authority);
        int user = rawTarget.lastIndexOf('@', path);
        return of(rawTarget, path, hosts.bucketOf(rawTarget.substring(Math.max(authority, user + 1), path)));
    }

    /** The bucket, decoded; empty if the target is about none. */
    public String bucket() {
        return bucket;
    }

    /** The object's key, decoded, with every slash that the client put into it; empty if the target is about none. */
    public String key() {
        return key;
    }

    /** The names of the query's parameters, decoded, in their order. */
    public Set<String> parameterNames() {
        return query.names();
    }

    Scope scope() {
        return scope;
    }

    S3Query query() {
        return query;
    }

    /** Bucket and key; for debugging, not for telemetry, since the key has not met the privacy rule. */
    @Override
    public String toString() {
        return "S3Target[" + scope + " " + bucket + "/" + key + "]";
    }

    private static S3Target of(String raw, int path, String hostBucket) {
        int mark = raw.indexOf('?', path);
        int end = mark < 0 ? raw.length() : mark;
        S3Query query = mark < 0 ? S3Query.NONE : S3Query.of(raw.substring(mark + 1));
        int name = Math.min(path + 1, end);
        if (!hostBucket.isEmpty()) {
            return about(hostBucket, PercentEncoding.decoded(raw, name, end), query);
        }
        int slash = raw.indexOf('/', name);
        boolean bucketOnly = slash < 0 || slash >= end;
        String bucket = PercentEncoding.decoded(raw, name, bucketOnly ? end : slash);
        String key = bucketOnly ? "" : PercentEncoding.decoded(raw, slash + 1, end);
        return about(bucket, key, query);
    }

    private static S3Target about(String bucket, String key, S3Query query) {
        if (bucket.isEmpty()) {
            return new S3Target(key.isEmpty() ? Scope.SERVICE : Scope.NONE, "", key, query);
        }
        return new S3Target(key.isEmpty() ? Scope.BUCKET : Scope.OBJECT, bucket, key, query);
    }

    private static int afterScheme(String raw) {
        if (raw.regionMatches(true, 0, "http://", 0, 7)) {
            return 7;
        }
        return raw.regionMatches(true, 0, "https://", 0, 8) ? 8 : -1;
    }

    private static int authorityEnd(String raw, int from) {
        for (int i = from; i < raw.length(); i++) {
            if (raw.charAt(i) == '/' || raw.charAt(i) == '?') {
                return i;
            }
        }
        return raw.length();
    }
}

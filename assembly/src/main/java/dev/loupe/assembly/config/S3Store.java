package dev.loupe.assembly.config;

import dev.loupe.console.config.Given;
import dev.loupe.relay.s3.FileNames;
import java.util.List;

/**
 * A path between the service and an S3 store.
 *
 * @param name of the store, as in {@code peer.service}
 * @param listen where the service connects, in place of the store
 * @param upstream the store
 * @param background whether the service uses the store for work of its own too
 * @param domains names under which buckets are virtual hosts
 * @param traceparent whether the store is sent the trace context, in a field that is not signed
 * @param fileNames how much of an object's key may be seen in traces
 * @param redact regular expressions; what they match in a key is replaced by {@code …}
 * @param routes of objects in which business keys stand, such as <code>/models/{order}/**</code>
 * @param exclude routes of calls that make no span
 * @param keys where else business keys stand
 */
public record S3Store(
        @Given String name,
        Listen listen,
        Upstream upstream,
        boolean background,
        List<String> domains,
        boolean traceparent,
        FileNames.Mode fileNames,
        List<String> redact,
        List<String> routes,
        List<String> exclude,
        List<Key> keys) {
    /** Checks names, expressions and templates. */
    public S3Store {
        PeerName.check("name", name);
        new S3Rules(domains, traceparent, fileNames, redact);
        Rules.of(routes, 0, exclude, keys);
    }

    /** The values of keys that an item does not give: of an object's key only the extension is seen. */
    public static S3Store defaults() {
        return new S3Store(
                "store",
                Listen.defaults(),
                Upstream.defaults(),
                false,
                List.of(),
                true,
                FileNames.Mode.EXTENSION,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /** What is particular to S3. */
    public S3Rules s3() {
        return new S3Rules(domains, traceparent, fileNames, redact);
    }

    /** Routes, exclusions and keys. */
    public Rules rules() {
        return Rules.of(routes, 0, exclude, keys);
    }
}

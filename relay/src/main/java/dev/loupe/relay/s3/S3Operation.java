package dev.loupe.relay.s3;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * An operation of the S3 API, or the stand-in for a request that is none.
 *
 * <p>The set is closed ({@link #all()}), so that a name may be a metric's label.
 *
 * @param name as AWS's API reference spells it, such as {@code GetObject}; {@code S3 GET} for an unknown shape
 * @param family what it moves
 * @param aboutObject whether the target's key names an object that the operation reads, writes or describes
 */
public record S3Operation(String name, Family family, boolean aboutObject) {
    /** What an operation moves between client and store. */
    public enum Family {
        /** An object's bytes to the client, in the response's body. */
        READ,
        /** An object's bytes to the store, in the request's body. */
        WRITE,
        /** Anything else: lists, settings, copies inside the store. */
        OTHER
    }

    /** Rejects an operation without a name or family. */
    public S3Operation {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(family, "family");
    }

    /** Every operation that {@link S3OperationNamer} can answer with, the stand-ins for unknown shapes included. */
    public static List<S3Operation> all() {
        return Stream.concat(S3OperationTable.operations().stream(), UnknownShapes.all().stream())
                .toList();
    }
}

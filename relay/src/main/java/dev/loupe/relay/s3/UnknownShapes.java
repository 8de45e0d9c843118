package dev.loupe.relay.s3;

import dev.loupe.relay.s3.S3Operation.Family;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The stand-ins for requests that are no operation of S3: {@code S3 <METHOD>}, the method from a closed set, since
 * whatever a client invents as a method would else become a metric's label.
 */
final class UnknownShapes {
    /** RFC 9110, section 9.1, and PATCH of RFC 5789. */
    private static final Map<String, S3Operation> BY_METHOD = Stream.of(
                    "GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH")
            .collect(Collectors.toUnmodifiableMap(Function.identity(), UnknownShapes::named));

    private static final S3Operation OTHER_METHOD = named("_OTHER");

    private UnknownShapes() {}

    /** The stand-in for that method, which is matched as HTTP does: case counts. */
    static S3Operation of(String method) {
        return BY_METHOD.getOrDefault(method, OTHER_METHOD);
    }

    static Collection<S3Operation> all() {
        return Stream.concat(BY_METHOD.values().stream(), Stream.of(OTHER_METHOD))
                .toList();
    }

    private static S3Operation named(String method) {
        return new S3Operation("S3 " + method, Family.OTHER, false);
    }
}

package dev.loupe.relay.s3;

import dev.loupe.relay.http.codec.Pairs;
import dev.loupe.relay.http.codec.PercentEncoding;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The query of a request target. Names are told, values are not: a presigned URL carries its signature there. The one
 * question about a value is whether it equals one that the asker brings.
 */
final class S3Query {
    static final S3Query NONE = new S3Query("", List.of());

    /**
     * @param name decoded
     * @param valued whether something follows its equals sign
     */
    record Parameter(String name, boolean valued) {}

    private final String raw;
    private final List<Parameter> parameters;

    private S3Query(String raw, List<Parameter> parameters) {
        this.raw = raw;
        this.parameters = parameters;
    }

    /** @param raw what follows the target's question mark */
    static S3Query of(String raw) {
        List<Parameter> found = new ArrayList<>();
        for (Pairs pairs = new Pairs(raw, '&'); pairs.next(); ) {
            String name = PercentEncoding.decoded(raw, pairs.start(), pairs.nameEnd());
            found.add(new Parameter(name, pairs.valueStart() < pairs.end()));
        }
        return found.isEmpty() ? NONE : new S3Query(raw, found);
    }

    boolean isEmpty() {
        return parameters.isEmpty();
    }

    /** In the order of the wire. */
    List<Parameter> parameters() {
        return parameters;
    }

    boolean has(String name) {
        for (Parameter parameter : parameters) {
            if (parameter.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** Whether {@code name=value} stands in the query in exactly that spelling. */
    boolean hasPiece(String nameAndValue) {
        for (Pairs pairs = new Pairs(raw, '&'); pairs.next(); ) {
            int length = pairs.end() - pairs.start();
            if (length == nameAndValue.length() && raw.startsWith(nameAndValue, pairs.start())) {
                return true;
            }
        }
        return false;
    }

    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        parameters.forEach(parameter -> names.add(parameter.name()));
        return names;
    }
}

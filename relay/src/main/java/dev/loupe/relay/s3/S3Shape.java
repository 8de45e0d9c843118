package dev.loupe.relay.s3;

import dev.loupe.relay.http.RequestHead;
import dev.loupe.relay.s3.S3Operation.Family;
import java.util.List;

/**
 * What a request must look like to be an operation: one row of {@link S3OperationTable}.
 *
 * @param method the HTTP method
 * @param path {@code /}, {@code /{bucket}} or {@code /{bucket}/{key}}; a last segment without braces is literal
 * @param parameters query parameters that must be there, as {@code name} or {@code name=value}; in any order
 * @param header a field that must be there, as {@code name}, or {@code name: text} if its value must contain a text;
 *     empty if none
 * @param operation what such a request is
 */
record S3Shape(String method, String path, List<String> parameters, String header, S3Operation operation) {
    private static final int COLUMNS = 5;

    /** Reads a row: family, method, shape, name and, for some, a header. */
    static S3Shape row(String line) {
        String[] columns = line.trim().split(" +", COLUMNS);
        int mark = columns[2].indexOf('?');
        String path = mark < 0 ? columns[2] : columns[2].substring(0, mark);
        List<String> parameters =
                mark < 0 ? List.of() : List.of(columns[2].substring(mark + 1).split("&"));
        S3Operation operation = new S3Operation(columns[3], Family.valueOf(columns[0]), path.endsWith("/{key}"));
        return new S3Shape(columns[1], path, parameters, columns.length == COLUMNS ? columns[4] : "", operation);
    }

    S3Target.Scope scope() {
        if (path.equals("/")) {
            return S3Target.Scope.SERVICE;
        }
        return path.indexOf('/', 1) < 0 ? S3Target.Scope.BUCKET : S3Target.Scope.OBJECT;
    }

    /** The name of the first parameter, by which the shape is found; empty if it asks for none. */
    String marker() {
        return parameters.isEmpty() ? "" : parameters.get(0).replaceFirst("=.*", "");
    }

    /** How much the shape asks for; of several shapes that fit a request, the one that asks for most is meant. */
    int demands() {
        return parameters.size() + (header.isEmpty() ? 0 : 1);
    }

    /** Whether a request of this method and scope has what the shape asks for. */
    boolean fits(S3Target target, RequestHead head) {
        for (String parameter : parameters) {
            S3Query query = target.query();
            if (!(parameter.indexOf('=') < 0 ? query.has(parameter) : query.hasPiece(parameter))) {
                return false;
            }
        }
        return fitsPath(target) && fitsHeader(head);
    }

    private boolean fitsPath(S3Target target) {
        boolean literal = !path.equals("/") && !path.endsWith("}");
        return !literal || path.endsWith("/" + (target.key().isEmpty() ? target.bucket() : target.key()));
    }

    private boolean fitsHeader(RequestHead head) {
        if (header.isEmpty()) {
            return true;
        }
        int colon = header.indexOf(": ");
        String value = head.header(colon < 0 ? header : header.substring(0, colon));
        return value != null && (colon < 0 || value.contains(header.substring(colon + 2)));
    }
}

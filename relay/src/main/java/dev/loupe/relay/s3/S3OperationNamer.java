package dev.loupe.relay.s3;

import dev.loupe.relay.http.RequestHead;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Says which operation of the S3 API a request is. A pure function: no state, any thread, never throws; without a query
 * it allocates nothing.
 *
 * <p>Decided by the method, by whether the target is the store, a bucket or an object, by query parameters such as
 * {@code uploads}, and for a few by a header. Parameters that only modify an operation ({@code versionId}, {@code
 * response-content-type}, a presigned URL's {@code X-Amz-*}) do not disturb. The hint {@code x-id} that some SDKs send
 * is not read: it can only repeat what the rest says, or lie.
 */
public final class S3OperationNamer {
    /** Parameters that modify and never name an operation, and that clients also send without a value. */
    private static final Set<String> MODIFIERS = Set.of(
            "bucket-region",
            "continuation-token",
            "delimiter",
            "encoding-type",
            "fetch-owner",
            "id",
            "key-marker",
            "marker",
            "max-buckets",
            "max-directory-buckets",
            "max-keys",
            "max-parts",
            "max-uploads",
            "part-number-marker",
            "partNumber",
            "prefix",
            "start-after",
            "upload-id-marker",
            "version-id-marker",
            "versionId");

    private static final List<String> MODIFIERS_BEGIN_WITH = List.of("x-amz-", "x-id", "response-");

    private S3OperationNamer() {}

    /**
     * The operation that this request asks for.
     *
     * @param head its head; asked for a header only where that decides
     * @param target what {@link S3Target#of} made of the head's target and host
     * @return one of {@link S3Operation#all()}; the stand-in {@code S3 <METHOD>} if the request has no known shape
     */
    public static S3Operation operation(RequestHead head, S3Target target) {
        String method = head.method();
        S3OperationTable.Candidates candidates = S3OperationTable.candidates(target.scope(), method);
        S3Shape shape = target.query().isEmpty()
                ? fitting(candidates.plain(), target, head)
                : byQuery(candidates, target, head);
        return shape == null ? UnknownShapes.of(method) : shape.operation();
    }

    private static S3Shape byQuery(S3OperationTable.Candidates candidates, S3Target target, RequestHead head) {
        boolean foreign = false;
        S3Shape best = null;
        for (S3Query.Parameter parameter : target.query().parameters()) {
            List<S3Shape> marked = candidates.byMarker().get(parameter.name());
            if (marked == null) {
                foreign |= namesAnOperation(parameter);
            } else {
                S3Shape found = fitting(marked, target, head);
                foreign |= found == null;
                best = moreDemanding(best, found);
            }
        }
        if (best != null) {
            return best;
        }
        return foreign ? null : fitting(candidates.plain(), target, head);
    }

    /** A bare parameter such as {@code ?rename} that the table does not know is an operation newer than the table. */
    private static boolean namesAnOperation(S3Query.Parameter parameter) {
        if (parameter.valued() || MODIFIERS.contains(parameter.name())) {
            return false;
        }
        String name = parameter.name().toLowerCase(Locale.ROOT);
        return MODIFIERS_BEGIN_WITH.stream().noneMatch(name::startsWith);
    }

    private static S3Shape moreDemanding(S3Shape one, S3Shape other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.demands() > one.demands() ? other : one;
    }

    private static S3Shape fitting(List<S3Shape> shapes, S3Target target, RequestHead head) {
        for (int i = 0; i < shapes.size(); i++) {
            if (shapes.get(i).fits(target, head)) {
                return shapes.get(i);
            }
        }
        return null;
    }
}

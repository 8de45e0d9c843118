package dev.loupe.relay.s3;

import dev.loupe.relay.http.HttpPath.ErrorBody;
import dev.loupe.relay.http.RelayError;

/** Error answers in the shape that S3 clients read (Amazon S3 API reference, "Error responses"). */
final class S3Errors {
    private S3Errors() {}

    static ErrorBody body(RelayError error, String requestId) {
        String xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>"
                + code(error)
                + "</Code><Message>"
                + message(error)
                + "</Message><RequestId>"
                + requestId
                + "</RequestId></Error>";
        return new ErrorBody("application/xml", xml, "x-amz-request-id");
    }

    /** The S3 error code; where S3 has none for it, what gateways in front of S3 use. */
    static String code(RelayError error) {
        return switch (error.kind()) {
            case MALFORMED -> malformed(error.status());
            case REQUEST_TIMEOUT -> "RequestTimeout";
            case UPSTREAM_UNREACHABLE, UPSTREAM_BROKEN -> "BadGateway";
            case UPSTREAM_TIMEOUT -> "GatewayTimeout";
            case FORBIDDEN -> "AccessDenied";
            case SATURATED -> "SlowDown";
        };
    }

    private static String malformed(int status) {
        return switch (status) {
            case 414 -> "RequestURITooLong";
            case 431 -> "RequestHeaderSectionTooLarge";
            case 505 -> "HttpVersionNotSupported";
            default -> "BadRequest";
        };
    }

    private static String message(RelayError error) {
        String text = error.message();
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + '.';
    }
}

package dev.loupe.relay.s3;

import dev.loupe.relay.http.RequestHead;
import java.util.Locale;

/** Which header fields a request's signature covers (AWS Signature Version 4, "SignedHeaders"). */
final class SignedFields {
    private static final String IN_HEADER = "signedheaders=";
    private static final String IN_QUERY = "x-amz-signedheaders=";

    private SignedFields() {}

    /** Whether the signature covers that field, so that it must reach the store as it came. */
    static boolean covers(RequestHead request, String lowerCaseName) {
        if (request.header(lowerCaseName) == null) {
            return false;
        }
        String authorization = request.header("authorization");
        if (authorization != null) {
            return isListed(authorization.toLowerCase(Locale.ROOT), IN_HEADER, lowerCaseName);
        }
        int query = request.target().indexOf('?');
        return query >= 0
                && isListed(
                        request.target()
                                .substring(query)
                                .toLowerCase(Locale.ROOT)
                                .replace("%3b", ";"),
                        IN_QUERY,
                        lowerCaseName);
    }

    private static boolean isListed(String text, String label, String name) {
        int start = text.indexOf(label);
        if (start < 0) {
            return false;
        }
        start += label.length();
        int end = start;
        while (end < text.length() && ", &".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return (";" + text.substring(start, end) + ";").contains(";" + name + ";");
    }
}

package dev.loupe.assembly.config;

import dev.loupe.relay.s3.FileNames;
import dev.loupe.telemetry.InvalidSetting;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What is particular to S3.
 *
 * @param domains names under which buckets are virtual hosts: with {@code s3.example.com}, the bucket of
 *     {@code rings.s3.example.com} is {@code rings}
 * @param traceparent whether the trace is passed on to the store
 * @param fileNames how much of an object's key may be seen in traces
 * @param redact regular expressions; what they match in a key is replaced by {@code …}
 */
public record S3Rules(List<String> domains, boolean traceparent, FileNames.Mode fileNames, List<String> redact) {
    private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?");

    /** Checks the names and the expressions. */
    public S3Rules {
        for (int i = 0; i < domains.size(); i++) {
            if (!DOMAIN.matcher(domains.get(i)).matches()) {
                throw new InvalidSetting("domains[" + i + "]", "a host name without port, such as s3.example.com");
            }
        }
        for (int i = 0; i < redact.size(); i++) {
            requireExpression("redact[" + i + "]", redact.get(i));
        }
        domains = List.copyOf(domains);
        redact = List.copyOf(redact);
    }

    private static void requireExpression(String key, String expression) {
        try {
            Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw new InvalidSetting(key, "a regular expression, such as \\d{6,}; this one has: " + e.getDescription());
        }
    }

    /** Path-style buckets, the trace passed on, keys shown whole. */
    public static S3Rules defaults() {
        return new S3Rules(List.of(), true, FileNames.Mode.PLAIN, List.of());
    }
}

package dev.loupe.relay.s3;

import java.util.List;
import java.util.Locale;

/**
 * Where the bucket stands in AWS's own host names: everything left of the label of the service, which is the rightmost
 * that is {@code s3} or begins with {@code s3-} or {@code s3express-}. That covers {@code b.s3.REGION}, {@code
 * b.s3-REGION}, dual-stack, FIPS, accelerated, website, access-point, object-lambda, outposts and directory-bucket
 * hosts; AWS's user guide, "Virtual hosting of general purpose buckets".
 */
final class AwsHosts {
    private static final List<String> SUFFIXES = List.of(".amazonaws.com", ".amazonaws.com.cn", ".amazonaws.eu");

    private AwsHosts() {}

    /** @param host without a port */
    static String bucketOf(String host) {
        for (String suffix : SUFFIXES) {
            if (S3Hosts.endsWith(host, suffix)) {
                return bucketIn(
                        host.substring(0, host.length() - suffix.length()).toLowerCase(Locale.ROOT));
            }
        }
        return "";
    }

    private static String bucketIn(String labels) {
        int end = labels.length();
        while (end > 0) {
            int start = labels.lastIndexOf('.', end - 1) + 1;
            if (isService(labels.substring(start, end))) {
                return start == 0 ? "" : withoutKind(labels.substring(0, start - 1));
            }
            end = start - 1;
        }
        return "";
    }

    private static boolean isService(String label) {
        return label.equals("s3") || label.startsWith("s3-") || label.startsWith("s3express-");
    }

    /**
     * Takes off what AWS puts between the bucket and the service: {@code accesspoint} for multi-region access points,
     * and {@code bucket.vpce-ID} (or {@code accesspoint.vpce-ID}) for interface endpoints of a private network.
     */
    private static String withoutKind(String name) {
        int last = name.lastIndexOf('.') + 1;
        if (name.startsWith("vpce-", last)) {
            int kind = name.lastIndexOf('.', last - 2);
            return kind < 0 ? "" : name.substring(0, kind);
        }
        return last > 0 && name.startsWith("accesspoint", last) ? name.substring(0, last - 1) : name;
    }
}

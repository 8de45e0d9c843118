package dev.loupe.demo.store;

import dev.loupe.demo.http.Environment;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * How the store is reached.
 *
 * @param endpoint where it is; nothing else changes when a proxy stands there
 * @param accessKey of whoever reaches it
 * @param secretKey the secret that belongs to it
 */
public record S3Access(URI endpoint, String accessKey, String secretKey) {
    /** Of an S3 server that has no regions. */
    private static final Region REGION = Region.US_EAST_1;

    /** Where the company keeps its models, unless it is told otherwise. */
    public static final String BUCKET = "3d-files";

    /** From {@code S3_URL} (http://127.0.0.1:9000), {@code AWS_ACCESS_KEY_ID} and {@code AWS_SECRET_ACCESS_KEY}. */
    public static S3Access from(Environment environment) {
        return new S3Access(
                environment.address("S3_URL", "http://127.0.0.1:9000"),
                environment.text("AWS_ACCESS_KEY_ID"),
                environment.text("AWS_SECRET_ACCESS_KEY"));
    }

    /** A stock client that tries everything once, so that what it was asked is what it sent. */
    public S3Client client() {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(REGION)
                .forcePathStyle(true)
                .credentialsProvider(credentials())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .overrideConfiguration(c -> c.retryStrategy(r -> r.maxAttempts(1)))
                .build();
    }

    /** Makes addresses that work without a key for a while. */
    public S3Presigner presigner() {
        return S3Presigner.builder()
                .endpointOverride(endpoint)
                .region(REGION)
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .credentialsProvider(credentials())
                .build();
    }

    private StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey));
    }

    /** Never shows the secret. */
    @Override
    public String toString() {
        return "S3Access[" + endpoint + ", " + accessKey + "]";
    }
}

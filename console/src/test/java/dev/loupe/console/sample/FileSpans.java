package dev.loupe.console.sample;

import dev.loupe.telemetry.Names;
import java.time.Duration;

/** Spans of files read and written, with the attributes that the S3 path gives them. */
public final class FileSpans {
    private FileSpans() {}

    /** A read that went well. */
    public static SampleSpan read(
            String file, long size, Duration total, Duration firstByte, Duration store, Duration stall) {
        return common("GetObject", "GET", file, total, store, stall)
                .with(Names.FILE_SIZE_BYTES, size)
                .with(Names.HTTP_STATUS, 200L)
                .with(Names.HTTP_REQUEST_BODY_SIZE, 0L)
                .with(Names.HTTP_RESPONSE_BODY_SIZE, size)
                .with(Names.S3_FIRST_BYTE, seconds(firstByte))
                .with(Names.STORAGE_READ_TIME, seconds(store));
    }

    /** A write that went well. */
    public static SampleSpan written(String file, long size, Duration total, Duration store, Duration stall) {
        return common("PutObject", "PUT", file, total, store, stall)
                .with(Names.FILE_SIZE_BYTES, size)
                .with(Names.HTTP_STATUS, 200L)
                .with(Names.HTTP_REQUEST_BODY_SIZE, size)
                .with(Names.HTTP_RESPONSE_BODY_SIZE, 0L)
                .with(Names.S3_FIRST_BYTE, seconds(store.plus(stall)))
                .with(Names.STORAGE_WRITE_TIME, seconds(store));
    }

    /** A file that is not there. */
    public static SampleSpan missing(String file) {
        Duration took = Duration.ofNanos(3_100_000);
        return common("GetObject", "GET", file, took.plusNanos(400_000), took, Duration.ZERO)
                .with(Names.HTTP_STATUS, 404L)
                .with(Names.S3_ERROR_CODE, "NoSuchKey")
                .with(Names.ERROR_TYPE, "NoSuchKey")
                .with(Names.S3_FIRST_BYTE, 0.003);
    }

    /** A read that one side broke off. */
    public static SampleSpan broken(String file, long size, String by, long after) {
        return common("GetObject", "GET", file, Duration.ofMillis(412), Duration.ofMillis(300), Duration.ofMillis(100))
                .with(Names.FILE_SIZE_BYTES, size)
                .with(Names.HTTP_STATUS, 200L)
                .with(Names.HTTP_RESPONSE_BODY_SIZE, after)
                .with(Names.S3_FIRST_BYTE, 0.021)
                .with(Names.BROKEN_BY, by)
                .with(Names.BROKEN_AFTER_BYTES, after)
                .with(Names.ERROR_TYPE, "broken_by_" + by)
                .failed("broken by the " + by + " (closed) after " + after + " bytes");
    }

    /** A request that the store could not answer now. */
    public static SampleSpan overloaded(String file) {
        Duration took = Duration.ofMillis(1_204);
        return common("GetObject", "GET", file, took.plusMillis(1), took, Duration.ZERO)
                .with(Names.HTTP_STATUS, 503L)
                .with(Names.S3_ERROR_CODE, "SlowDown")
                .with(Names.ERROR_TYPE, "SlowDown")
                .with(Names.S3_FIRST_BYTE, seconds(took))
                .failed("the store answered 503 SlowDown");
    }

    /** A request that found no store. */
    public static SampleSpan unreachable(String file) {
        return SampleSpan.named("GetObject")
                .took(Duration.ofMillis(2))
                .with(Names.S3_BUCKET, "rings")
                .with(Names.FILE_NAME, file)
                .with(Names.HTTP_STATUS, 502L)
                .with(Names.S3_ERROR_CODE, "BadGateway")
                .with(Names.ERROR_TYPE, "upstream_refused")
                .failed("the store refused the connection");
    }

    private static SampleSpan common(
            String operation, String method, String file, Duration total, Duration store, Duration stall) {
        return SampleSpan.named(operation)
                .took(total)
                .with(Names.RPC_SYSTEM, "aws-api")
                .with(Names.RPC_SERVICE, "S3")
                .with(Names.RPC_METHOD, operation)
                .with(Names.HTTP_METHOD, method)
                .with(Names.URL_SCHEME, "http")
                .with(Names.SERVER_ADDRESS, "127.0.0.1")
                .with(Names.SERVER_PORT, 9001L)
                .with(Names.S3_BUCKET, "rings")
                .with(Names.S3_KEY, file)
                .with(Names.FILE_NAME, file)
                .with(Names.S3_BEFORE_STORE, 0.0004)
                .with(Names.S3_STORE_TIME, seconds(store))
                .with(Names.S3_CLIENT_STALL, seconds(stall))
                .with(Names.AWS_REQUEST_ID, "4442587FB7D0A2F9");
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}

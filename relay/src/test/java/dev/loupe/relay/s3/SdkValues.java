package dev.loupe.relay.s3;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.RequiredTrait;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** Fills the members of the SDK's request builders with values that the SDK is willing to send. */
enum SdkValues {
    /** Only what the API says is required. */
    MINIMAL,
    /** Every member, so that each optional query parameter and header is on the wire. */
    FULL;

    private static final int DEEPEST = 16;

    /** Members that the SDK itself reads and that an arbitrary text would make it refuse. */
    private static final Map<String, String> MEANINGFUL = Map.of(
            "Key", "rings/solitaire 585.stl",
            "DestinationKey", "rings/solitaire 585.stl",
            "ChecksumAlgorithm", "CRC32",
            "RequestRoute", "io-route",
            "SourceBucket", "catalogue",
            "SourceKey", "rings/blank.stl");

    /** {@code CopySource} is the deprecated twin of {@code SourceBucket} and {@code SourceKey}; both are refused. */
    private static final String TWIN = "CopySource";

    /** A request of the builder's type, about {@code bucket} if it is about one. */
    Object request(SdkPojo builder, String bucket) {
        for (SdkField<?> field : builder.sdkFields()) {
            if (field.memberName().equals("Bucket") || field.memberName().equals("DestinationBucket")) {
                field.set(builder, bucket);
            } else if (wanted(field) && !field.memberName().equals(TWIN)) {
                field.set(builder, value(field, 0));
            }
        }
        return ((SdkBuilder<?, ?>) builder).build();
    }

    private boolean wanted(SdkField<?> field) {
        return this == FULL
                || field.containsTrait(RequiredTrait.class)
                || field.memberName().startsWith("Source")
                || field.memberName().startsWith("Destination");
    }

    private Object value(SdkField<?> field, int depth) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.STRING) {
            return MEANINGFUL.getOrDefault(String.valueOf(field.memberName()), "x");
        } else if (type == MarshallingType.INTEGER) {
            return 1;
        } else if (type == MarshallingType.LONG) {
            return 1L;
        } else if (type == MarshallingType.BOOLEAN) {
            return true;
        } else if (type == MarshallingType.INSTANT) {
            return Instant.EPOCH;
        } else if (type == MarshallingType.SDK_BYTES) {
            return SdkBytes.fromUtf8String("x");
        } else if (type == MarshallingType.DOCUMENT) {
            return Document.fromString("x");
        } else if (type == MarshallingType.LIST) {
            return List.of(value(field.getTrait(ListTrait.class).memberFieldInfo(), depth + 1));
        } else if (type == MarshallingType.MAP) {
            return Map.of("x", value(field.getTrait(MapTrait.class).valueFieldInfo(), depth + 1));
        } else if (type == MarshallingType.SDK_POJO) {
            return nested(field.constructor().get(), depth + 1);
        }
        throw new AssertionError("no value for " + field.memberName() + " of type " + type);
    }

    private Object nested(SdkPojo builder, int depth) {
        for (SdkField<?> field : builder.sdkFields()) {
            if (wanted(field) && depth < DEEPEST) {
                field.set(builder, value(field, depth));
            }
        }
        return ((SdkBuilder<?, ?>) builder).build();
    }
}

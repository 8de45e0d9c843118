package dev.loupe.relay.amqp.protocol;

import dev.loupe.relay.wire.Recent;
import io.netty.buffer.ByteBuf;
import java.util.Set;

/** Reads the payload of a content header of class {@code basic}. */
final class ContentHeaderReader {
    /** Bytes of class, weight and body size, with which each begins. */
    static final int FIXED = 12;

    private final Arguments properties = new Arguments();
    private final Recent<String> texts = new Recent<>(16, text -> text);
    private final HeadersReader headersReader;

    ContentHeaderReader(Set<String> headers) {
        this.headersReader = new HeadersReader(headers, texts);
    }

    /** What stands between these: the property flags and the properties. */
    ContentHeader read(ByteBuf in, int from, int to, long bodySize) {
        properties.over(in, from, to);
        int flags = properties.shortInteger();
        boolean known = (flags & Property.UNKNOWN) == 0;
        for (int more = flags; (more & Property.CONTINUED) != 0; ) {
            more = properties.shortInteger();
        }
        if (flags == 0) {
            return new ContentHeader(bodySize, MessageProperties.NONE, properties.at() == to);
        }
        String contentType = text(flags, Property.CONTENT_TYPE);
        String contentEncoding = text(flags, Property.CONTENT_ENCODING);
        MessageHeaders headers = MessageHeaders.NONE;
        if ((flags & Property.HEADERS) != 0) {
            headers = headersReader.read(properties);
            known &= headersReader.intact();
        }
        int deliveryMode = (flags & Property.DELIVERY_MODE) == 0 ? 0 : properties.octet();
        if ((flags & Property.PRIORITY) != 0) {
            properties.octet();
        }
        String correlationId = (flags & Property.CORRELATION_ID) == 0 ? "" : properties.shortString();
        skip(flags, Property.REPLY_TO);
        String expiration = text(flags, Property.EXPIRATION);
        String messageId = (flags & Property.MESSAGE_ID) == 0 ? "" : properties.shortString();
        long timestamp = (flags & Property.TIMESTAMP) == 0 ? 0 : properties.longLongInteger();
        String type = text(flags, Property.TYPE);
        skip(flags, Property.USER_ID);
        skip(flags, Property.APP_ID);
        skip(flags, Property.CLUSTER_ID);
        return new ContentHeader(
                bodySize,
                new MessageProperties(
                        flags,
                        contentType,
                        contentEncoding,
                        headers,
                        deliveryMode,
                        correlationId,
                        expiration,
                        messageId,
                        timestamp,
                        type),
                known && properties.fit() && properties.at() == to);
    }

    private String text(int flags, int property) {
        return (flags & property) == 0 ? "" : properties.shortString(texts);
    }

    private void skip(int flags, int property) {
        if ((flags & property) != 0) {
            properties.skipShortString();
        }
    }
}

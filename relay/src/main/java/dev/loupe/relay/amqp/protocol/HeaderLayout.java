package dev.loupe.relay.amqp.protocol;

import io.netty.buffer.ByteBuf;

/**
 * Where in a content header's frame what could stand that Loupe may put in. Made only of headers that are understood to their
 * end.
 */
final class HeaderLayout {
    private static final int PAYLOAD = Frame.HEADER + ContentHeaderReader.FIXED;

    private final int flags;
    private final int propertiesFrom;
    private final Fields fields = new Fields();
    private int tableAt;
    private int tableTo;
    private int messageIdAt;
    private boolean traceparent;
    private int tracestates;
    private int tracestateAt = -1;
    private int tracestateTo = -1;

    private HeaderLayout(int flags, int propertiesFrom) {
        this.flags = flags;
        this.propertiesFrom = propertiesFrom;
    }

    /** Null if it is not understood. */
    static HeaderLayout of(ByteBuf in, int from, int to) {
        if (from < in.readerIndex() || to > in.writerIndex() || !Frame.isWholeHeader(in, from, to)) {
            return null;
        }
        Arguments properties = new Arguments();
        properties.over(in, from + PAYLOAD, to - 1);
        int flags = properties.shortInteger();
        HeaderLayout layout = new HeaderLayout(flags, properties.at());
        boolean understood = (flags & Property.UNKNOWN) == 0 && layout.read(properties);
        return understood && properties.fit() && properties.at() == to - 1 ? layout : null;
    }

    private boolean read(Arguments properties) {
        skip(properties, Property.CONTENT_TYPE);
        skip(properties, Property.CONTENT_ENCODING);
        tableAt = properties.at();
        if (has(Property.HEADERS)) {
            properties.table(fields);
            readFields();
        }
        tableTo = properties.at();
        if (has(Property.DELIVERY_MODE)) {
            properties.octet();
        }
        if (has(Property.PRIORITY)) {
            properties.octet();
        }
        skip(properties, Property.CORRELATION_ID);
        skip(properties, Property.REPLY_TO);
        skip(properties, Property.EXPIRATION);
        messageIdAt = properties.at();
        skip(properties, Property.MESSAGE_ID);
        if (has(Property.TIMESTAMP)) {
            properties.longLongInteger();
        }
        skip(properties, Property.TYPE);
        skip(properties, Property.USER_ID);
        skip(properties, Property.APP_ID);
        skip(properties, Property.CLUSTER_ID);
        return !fields.broken();
    }

    private void readFields() {
        while (fields.next()) {
            if (fields.isNamed(HeadersReader.TRACEPARENT)) {
                traceparent = true;
            } else if (fields.isNamed(HeadersReader.TRACESTATE)) {
                tracestates++;
                if (fields.type() == 'S') {
                    tracestateAt = fields.valueFrom();
                    tracestateTo = fields.valueTo();
                }
            }
        }
    }

    private void skip(Arguments properties, int property) {
        if (has(property)) {
            properties.skipShortString();
        }
    }

    boolean has(int property) {
        return (flags & property) != 0;
    }

    int flags() {
        return flags;
    }

    /** Behind the flags. */
    int propertiesFrom() {
        return propertiesFrom;
    }

    /** Where the table of headers stands, with its length, or would stand. */
    int tableAt() {
        return tableAt;
    }

    /** Where it ends. */
    int tableTo() {
        return tableTo;
    }

    /** Where the {@code message-id} stands, or would stand. */
    int messageIdAt() {
        return messageIdAt;
    }

    boolean hasTraceparent() {
        return traceparent;
    }

    boolean hasTracestate() {
        return tracestates > 0;
    }

    /** Whether there is one, and it is a text. */
    boolean hasOneTracestate() {
        return tracestates == 1 && tracestateAt >= 0;
    }

    /** Where the length of the only {@code tracestate} stands. */
    int tracestateAt() {
        return tracestateAt;
    }

    /** Where it ends. */
    int tracestateTo() {
        return tracestateTo;
    }
}

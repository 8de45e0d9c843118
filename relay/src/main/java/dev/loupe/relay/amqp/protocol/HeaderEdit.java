package dev.loupe.relay.amqp.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** One change of one content header: what is put in, and where. */
final class HeaderEdit {
    private final ByteBuf in;
    private final int from;
    private final int to;
    private final HeaderLayout layout;
    private final MessageEdit edit;
    private final boolean putsTraceparent;
    private final boolean putsTracestate;
    private final boolean replacesTracestate;
    private final boolean putsMessageId;

    HeaderEdit(ByteBuf in, int from, int to, HeaderLayout layout, MessageEdit edit) {
        this.in = in;
        this.from = from;
        this.to = to;
        this.layout = layout;
        this.edit = edit;
        putsTraceparent = !edit.traceparent().isEmpty() && !layout.hasTraceparent();
        putsTracestate = !edit.tracestate().isEmpty() && !layout.hasTracestate();
        replacesTracestate = !edit.tracestate().isEmpty() && layout.hasOneTracestate();
        putsMessageId = !edit.messageId().isEmpty()
                && edit.messageId().length() <= MessageEditor.LONGEST_SHORT_STRING
                && !layout.has(Property.MESSAGE_ID);
    }

    /** The new frame; null if nothing changes. */
    ByteBuf made(ByteBufAllocator allocator) {
        boolean changesTable = putsTraceparent || putsTracestate || replacesTracestate;
        if (!changesTable && !putsMessageId) {
            return null;
        }
        boolean makesTable = changesTable && !layout.has(Property.HEADERS);
        int growth = tableGrowth()
                + (makesTable ? Integer.BYTES : 0)
                + (putsMessageId ? 1 + edit.messageId().length() : 0);
        int length = to - from + growth;
        ByteBuf out = allocator.buffer(length, length);
        int size = from + Frame.SIZE_AT;
        out.writeBytes(in, from, Frame.SIZE_AT).writeInt(length - Frame.OVERHEAD);
        out.writeBytes(in, size + Integer.BYTES, ContentHeaderReader.FIXED);
        out.writeShort(
                layout.flags() | (makesTable ? Property.HEADERS : 0) | (putsMessageId ? Property.MESSAGE_ID : 0));
        copy(layout.propertiesFrom(), layout.tableAt(), out);
        if (changesTable) {
            writeTable(makesTable, out);
        } else {
            copy(layout.tableAt(), layout.tableTo(), out);
        }
        copy(layout.tableTo(), layout.messageIdAt(), out);
        if (putsMessageId) {
            out.writeByte(edit.messageId().length()).writeCharSequence(edit.messageId(), ISO_8859_1);
        }
        copy(layout.messageIdAt(), to, out);
        return out;
    }

    private int tableGrowth() {
        int growth = 0;
        if (putsTraceparent) {
            growth += MessageEditor.sizeOf(HeadersReader.TRACEPARENT, edit.traceparent());
        }
        if (putsTracestate) {
            growth += MessageEditor.sizeOf(HeadersReader.TRACESTATE, edit.tracestate());
        }
        if (replacesTracestate) {
            int old = layout.tracestateTo() - layout.tracestateAt() - Integer.BYTES;
            growth += edit.tracestate().length() - old;
        }
        return growth;
    }

    private void writeTable(boolean isNew, ByteBuf out) {
        int content = isNew ? layout.tableAt() : layout.tableAt() + Integer.BYTES;
        out.writeInt(layout.tableTo() - content + tableGrowth());
        if (replacesTracestate) {
            copy(content, layout.tracestateAt(), out);
            writeLongString(edit.tracestate(), out);
            copy(layout.tracestateTo(), layout.tableTo(), out);
        } else {
            copy(content, layout.tableTo(), out);
        }
        if (putsTraceparent) {
            writeField(HeadersReader.TRACEPARENT, edit.traceparent(), out);
        }
        if (putsTracestate) {
            writeField(HeadersReader.TRACESTATE, edit.tracestate(), out);
        }
    }

    private static void writeField(FieldName name, String text, ByteBuf out) {
        name.write(out);
        out.writeByte('S');
        writeLongString(text, out);
    }

    private static void writeLongString(String text, ByteBuf out) {
        out.writeInt(text.length()).writeCharSequence(text, ISO_8859_1);
    }

    private void copy(int copyFrom, int copyTo, ByteBuf out) {
        out.writeBytes(in, copyFrom, copyTo - copyFrom);
    }
}

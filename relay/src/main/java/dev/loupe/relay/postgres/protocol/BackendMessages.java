package dev.loupe.relay.postgres.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.loupe.relay.postgres.protocol.BackendEvent.CommandComplete;
import dev.loupe.relay.postgres.protocol.BackendEvent.ErrorResponse;
import dev.loupe.relay.postgres.protocol.BackendEvent.ReadyForQuery;
import dev.loupe.relay.postgres.protocol.BackendEvent.RowDescription;
import dev.loupe.relay.wire.Recent;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a server's messages say. Those that come again and again are made once. */
final class BackendMessages {
    /** Of a text of protocol 2 nothing is kept. */
    static final ErrorResponse OLD_ERROR = new ErrorResponse("FATAL", "");

    private static final ReadyForQuery IDLE = new ReadyForQuery('I');
    private static final ReadyForQuery IN_TRANSACTION = new ReadyForQuery('T');
    private static final ReadyForQuery FAILED = new ReadyForQuery('E');
    private static final int LONGEST_TAG = 256;

    private final ErrorFields errors;
    private final int maxName;
    private final Recent<CommandComplete> tags = new Recent<>(16, CommandComplete::new);
    private RowDescription fields = new RowDescription(1);

    BackendMessages(DecoderLimits limits) {
        this.maxName = limits.maxName();
        this.errors = new ErrorFields();
    }

    /** Null if the parts do not fit the message. */
    BackendEvent decode(byte type, ByteBuf in, int from, int to, int length) {
        return switch (type) {
            case '1' -> BackendEvent.ParseComplete.INSTANCE;
            case '2' -> BackendEvent.BindComplete.INSTANCE;
            case '3' -> BackendEvent.CloseComplete.INSTANCE;
            case 'n' -> BackendEvent.NoData.INSTANCE;
            case 's' -> BackendEvent.PortalSuspended.INSTANCE;
            case 'c' -> BackendEvent.CopyDone.INSTANCE;
            case 'I' -> BackendEvent.EmptyQueryResponse.INSTANCE;
            case 'A' -> BackendEvent.NotificationResponse.INSTANCE;
            case 'V' -> BackendEvent.FunctionCallResponse.INSTANCE;
            case 'Z' -> ready(in.getByte(from));
            case 'T' -> rowDescription(in.getUnsignedShort(from));
            case 'C' -> tag(in, from, to, length);
            case 'G' -> new BackendEvent.CopyInResponse(in.getUnsignedShort(from + 1));
            case 'H' -> new BackendEvent.CopyOutResponse(in.getUnsignedShort(from + 1));
            case 'W' -> new BackendEvent.CopyBothResponse(in.getUnsignedShort(from + 1));
            case 'R' -> new BackendEvent.Authentication(in.getInt(from));
            case 'K' -> key(in, from, to);
            case 'S' -> parameter(in, from, to, length);
            case 't' -> parameterTypes(in, from, to, length);
            case 'v' -> new BackendEvent.NegotiateProtocolVersion(in.getInt(from) & 0xffff);
            case 'E' -> errors.error(in, from, to, length);
            case 'N' -> errors.notice(in, from, to, length);
            default -> null;
        };
    }

    private static BackendEvent ready(byte status) {
        return switch (status) {
            case 'I' -> IDLE;
            case 'T' -> IN_TRANSACTION;
            case 'E' -> FAILED;
            default -> null;
        };
    }

    private BackendEvent rowDescription(int count) {
        if (fields.fields() != count) {
            fields = new RowDescription(count);
        }
        return fields;
    }

    private BackendEvent tag(ByteBuf in, int from, int to, int length) {
        int zero = ZeroTerminated.indexOfZero(in, from, to);
        boolean fits = zero < 0 ? to - from < length : zero - from == length - 1;
        return fits ? tags.of(in, from, Math.min(zero < 0 ? to : zero, from + LONGEST_TAG)) : null;
    }

    private static BackendEvent key(ByteBuf in, int from, int to) {
        byte[] secret = new byte[to - from - Integer.BYTES];
        in.getBytes(from + Integer.BYTES, secret);
        return new BackendEvent.BackendKeyData(new BackendKey(in.getInt(from), secret));
    }

    /** What does not fit into what is held of a message is cut off. */
    private BackendEvent parameter(ByteBuf in, int from, int to, int length) {
        boolean cut = to - from < length;
        int name = ZeroTerminated.indexOfZero(in, from, to);
        int value = name < 0 ? -1 : ZeroTerminated.indexOfZero(in, name + 1, to);
        if (value < 0 ? !cut : value - from != length - 1) {
            return null;
        }
        int nameEnd = name < 0 ? to : name;
        int valueEnd = value < 0 ? to : value;
        return new BackendEvent.ParameterStatus(
                in.toString(from, Math.min(nameEnd - from, maxName), UTF_8),
                name < 0 ? "" : in.toString(name + 1, valueEnd - name - 1, UTF_8));
    }

    private static BackendEvent parameterTypes(ByteBuf in, int from, int to, int length) {
        int count = in.getUnsignedShort(from);
        if (length != Short.BYTES + count * Integer.BYTES) {
            return null;
        }
        if (count == 0) {
            return new BackendEvent.ParameterDescription(List.of());
        }
        List<Integer> types = new ArrayList<>(Math.min(count, ParseReader.MAX_TYPES));
        for (int at = from + Short.BYTES;
                at + Integer.BYTES <= to && types.size() < ParseReader.MAX_TYPES;
                at += Integer.BYTES) {
            types.add(in.getInt(at));
        }
        return new BackendEvent.ParameterDescription(Collections.unmodifiableList(types));
    }
}

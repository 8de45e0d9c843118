package dev.loupe.relay.postgres.protocol;

import dev.loupe.relay.wire.Recent;
import io.netty.buffer.ByteBuf;

/**
 * Takes the class of an error or notice out of its fields, and nothing else (PostgreSQL manual, "Error and Notice Message
 * Fields").
 */
final class ErrorFields {
    private static final int SQL_STATE_LENGTH = 5;
    private static final int LONGEST_SEVERITY = 32;

    private final Recent<String> texts = new Recent<>(8, text -> text);
    private String severity;
    private String sqlState;

    /** Null if the fields do not fit the message. */
    BackendEvent error(ByteBuf in, int from, int to, int length) {
        return read(in, from, to, length) ? new BackendEvent.ErrorResponse(severity, sqlState) : null;
    }

    /** Null if the fields do not fit the message. */
    BackendEvent notice(ByteBuf in, int from, int to, int length) {
        return read(in, from, to, length) ? new BackendEvent.NoticeResponse(severity, sqlState) : null;
    }

    private boolean read(ByteBuf in, int from, int to, int length) {
        boolean cut = to - from < length;
        boolean translated = true;
        severity = "";
        sqlState = "";
        int at = from;
        while (at < to && in.getByte(at) != 0) {
            int zero = ZeroTerminated.indexOfZero(in, at + 1, to);
            if (zero < 0) {
                return cut;
            }
            byte field = in.getByte(at);
            if (field == 'V' || (field == 'S' && translated)) {
                severity = texts.of(in, at + 1, Math.min(zero, at + 1 + LONGEST_SEVERITY));
                translated = field == 'S';
            } else if (field == 'C' && isSqlState(in, at + 1, zero)) {
                sqlState = texts.of(in, at + 1, zero);
            }
            at = zero + 1;
        }
        return cut ? at == to : at == from + length - 1;
    }

    private static boolean isSqlState(ByteBuf in, int from, int to) {
        if (to - from != SQL_STATE_LENGTH) {
            return false;
        }
        for (int at = from; at < to; at++) {
            byte c = in.getByte(at);
            if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'))) {
                return false;
            }
        }
        return true;
    }
}

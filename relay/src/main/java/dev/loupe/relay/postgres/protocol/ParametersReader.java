package dev.loupe.relay.postgres.protocol;

import dev.loupe.relay.postgres.protocol.FrontendEvent.Parameter;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

/**
 * Reads the values of a Bind: formats, values, formats of the result. Keeps the first {@value #MAX_PARAMETERS}, and of them
 * {@link DecoderLimits#maxSmall} bytes in all.
 */
final class ParametersReader {
    static final int MAX_PARAMETERS = 1024;
    private static final byte[] EMPTY = {};

    private final int maxValue;
    private final int maxBytes;
    private final BigEndian number = new BigEndian();
    private final BitSet binary = new BitSet();

    private Part part = Part.FORMATS;
    private int formats;
    private int left;
    private int valueLeft;
    private byte[] value;
    private int bytes;
    private List<Parameter> kept = List.of();

    ParametersReader(DecoderLimits limits) {
        this.maxValue = limits.maxParameter();
        this.maxBytes = limits.maxSmall();
    }

    void begin() {
        part = Part.FORMATS;
        number.reset();
        binary.clear();
        value = null;
        bytes = 0;
        kept = List.of();
    }

    void take(ByteBuf in, int from, int to) {
        int at = from;
        while (at >= 0 && at < to) {
            at = part == Part.VALUE ? value(in, at, to) : number(in, at, to);
        }
    }

    /** The values, or null if the parts did not fit the message. */
    List<Parameter> finish() {
        List<Parameter> values = part == Part.END ? Collections.unmodifiableList(kept) : null;
        kept = List.of();
        return values;
    }

    private int value(ByteBuf in, int at, int to) {
        int some = Math.min(valueLeft, to - at);
        if (value != null) {
            in.getBytes(at, value, value.length - valueLeft, some);
        }
        valueLeft -= some;
        if (valueLeft == 0) {
            keep(value);
        }
        return at + some;
    }

    private int number(ByteBuf in, int at, int to) {
        if (part == Part.END || part == Part.WRONG) {
            part = Part.WRONG;
            return to;
        }
        int width = part == Part.LENGTH ? Integer.BYTES : Short.BYTES;
        int next = number.take(width, in, at, to);
        if (next >= 0) {
            int value = number.value();
            passed(part == Part.LENGTH ? value : value & 0xffff);
        }
        return next;
    }

    private void passed(int number) {
        switch (part) {
            case FORMATS -> {
                formats = number;
                left = number;
                part = number == 0 ? Part.VALUES : Part.FORMAT;
            }
            case FORMAT -> {
                int index = formats - left;
                if (index < MAX_PARAMETERS) {
                    binary.set(index, number == 1);
                }
                part = --left == 0 ? Part.VALUES : Part.FORMAT;
            }
            case VALUES -> {
                left = number;
                kept = number == 0 ? List.of() : new ArrayList<>(Math.min(number, 16));
                part = number == 0 ? Part.RESULT_FORMATS : Part.LENGTH;
            }
            case LENGTH -> length(number);
            case RESULT_FORMATS -> {
                left = number;
                part = number == 0 ? Part.END : Part.RESULT_FORMAT;
            }
            case RESULT_FORMAT -> part = --left == 0 ? Part.END : Part.RESULT_FORMAT;
            case VALUE, END, WRONG -> {}
        }
    }

    private void length(int length) {
        if (length < -1) {
            part = Part.WRONG;
        } else if (length == -1) {
            keep(null);
        } else if (length == 0) {
            keep(EMPTY);
        } else {
            boolean fits = length <= maxValue && bytes + length <= maxBytes && kept.size() < MAX_PARAMETERS;
            value = fits ? new byte[length] : null;
            bytes += fits ? length : 0;
            valueLeft = length;
            part = Part.VALUE;
        }
    }

    private void keep(byte[] whole) {
        if (kept.size() < MAX_PARAMETERS) {
            // One format is for all of them, and none means text.
            boolean isBinary = binary.get(formats == 1 ? 0 : kept.size());
            kept.add(new Parameter(isBinary, whole));
        }
        value = null;
        part = --left == 0 ? Part.RESULT_FORMATS : Part.LENGTH;
    }

    private enum Part {
        FORMATS,
        FORMAT,
        VALUES,
        LENGTH,
        VALUE,
        RESULT_FORMATS,
        RESULT_FORMAT,
        END,
        WRONG
    }
}

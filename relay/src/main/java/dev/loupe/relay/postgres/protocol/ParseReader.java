package dev.loupe.relay.postgres.protocol;

import dev.loupe.relay.wire.Recent;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads a Parse: name, text, number of types, types. */
final class ParseReader implements BodyReader<FrontendEvent> {
    /** More are not kept: nobody looks at what has more parameters than that. */
    static final int MAX_TYPES = 1024;

    private final ZeroTerminated name;
    private final ZeroTerminated string;
    private final BigEndian number = new BigEndian();
    private final Recent<String> names;
    private final RecentTexts texts;

    private Part part = Part.NAME;
    private String statement;
    private SqlText text;
    private int left;
    private List<Integer> types = List.of();

    ParseReader(DecoderLimits limits, Recent<String> names, RecentTexts texts) {
        this.name = new ZeroTerminated(limits.maxName());
        this.string = new ZeroTerminated(limits.maxText());
        this.names = names;
        this.texts = texts;
    }

    ParseReader begin() {
        part = Part.NAME;
        name.reset();
        string.reset();
        number.reset();
        types = List.of();
        return this;
    }

    @Override
    public void take(ByteBuf in, int from, int to) {
        int at = from;
        while (at >= 0 && at < to) {
            at = step(in, at, to);
        }
    }

    /** The index after what was read, or -1 if the rest was used up in the middle of it. */
    private int step(ByteBuf in, int at, int to) {
        int next =
                switch (part) {
                    case NAME -> name.take(in, at, to);
                    case TEXT -> string.take(in, at, to);
                    case COUNT -> number.take(Short.BYTES, in, at, to);
                    case TYPE -> number.take(Integer.BYTES, in, at, to);
                    case END, WRONG -> {
                        part = Part.WRONG;
                        yield to;
                    }
                };
        if (next >= 0) {
            passed();
        }
        return next;
    }

    private void passed() {
        switch (part) {
            case NAME -> {
                statement = name.name(names);
                part = Part.TEXT;
            }
            case TEXT -> {
                text = string.text(texts);
                part = Part.COUNT;
            }
            case COUNT -> {
                left = number.value() & 0xffff;
                types = left == 0 ? List.of() : new ArrayList<>(Math.min(left, 16));
                part = left == 0 ? Part.END : Part.TYPE;
            }
            case TYPE -> {
                int type = number.value();
                if (types.size() < MAX_TYPES) {
                    types.add(type);
                }
                part = --left == 0 ? Part.END : Part.TYPE;
            }
            case END, WRONG -> {}
        }
    }

    @Override
    public FrontendEvent finish() {
        if (part != Part.END) {
            return null;
        }
        return new FrontendEvent.Parse(statement, text, types.isEmpty() ? types : Collections.unmodifiableList(types));
    }

    private enum Part {
        NAME,
        TEXT,
        COUNT,
        TYPE,
        END,
        WRONG
    }
}

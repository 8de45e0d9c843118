package dev.loupe.relay.service.key;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import io.netty.util.concurrent.FastThreadLocal;
import java.io.IOException;

/**
 * Finds the values that JSON pointers point to, the first of each, in UTF-8. What is not JSON or nests too deeply ends the
 * search. Runs are of at most {@link BodyKeys#RUN} bytes.
 */
final class JsonReader implements BodyReader {
    private static final int DEEPEST = 500;

    /** What is interned would outlive the body that it stood in. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(BodyKeys.MOST_BYTES)
                    .maxNameLength(BodyKeys.MOST_BYTES)
                    .maxNumberLength(BodyKeys.MOST_BYTES)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    /** The parser is done with a run when it returns from it, so all of a thread's bodies share one. */
    private static final FastThreadLocal<byte[]> KEPT = new FastThreadLocal<>() {
        @Override
        protected byte[] initialValue() {
            return new byte[BodyKeys.RUN];
        }
    };

    private final PointerSearch search;
    private final ShallowJson shallow;
    private JsonParser parser;
    private boolean over;

    JsonReader(PointerTree pointers, Found found) {
        search = new PointerSearch(pointers, found);
        shallow = new ShallowJson(pointers.depth(), DEEPEST);
        over = search.isOver();
    }

    @Override
    public boolean isHungry() {
        return !over;
    }

    @Override
    public void read(byte[] bytes, int from, int to) {
        if (over || (parser == null && !begins(bytes, from, to))) {
            return;
        }
        byte[] kept = KEPT.get();
        int count = shallow.keep(bytes, from, to, kept);
        try {
            ((ByteArrayFeeder) parser.getNonBlockingInputFeeder()).feedInput(kept, 0, count);
            JsonToken token = parser.nextToken();
            while (token != null && token != JsonToken.NOT_AVAILABLE && !search.isOver()) {
                search.token(token, parser);
                token = search.isOver() ? null : parser.nextToken();
            }
            over = search.isOver() || !shallow.isSound();
        } catch (IOException | RuntimeException e) {
            // It quotes the body, so it is not told on.
            over = true;
        }
        if (over) {
            end(false);
        }
    }

    /** Looks at the first byte of all, so that a body of another kind costs no exception. */
    private boolean begins(byte[] bytes, int from, int to) {
        if (from == to) {
            return false;
        }
        switch (bytes[from]) {
            case '{', '[', ' ', '\t', '\r', '\n', (byte) 0xef -> {
                try {
                    parser = FACTORY.createNonBlockingByteArrayParser();
                } catch (IOException e) {
                    over = true;
                }
            }
            default -> over = true;
        }
        return !over;
    }

    @Override
    public void end(boolean whole) {
        over = true;
        if (parser != null) {
            try {
                parser.close();
            } catch (IOException e) {
                over = true;
            }
            parser = null;
        }
    }
}

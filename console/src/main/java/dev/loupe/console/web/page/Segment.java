package dev.loupe.console.web.page;

import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of a request's time and who it is charged to. Stretches of one kind are drawn together, though pauses and
 * transfer alternate in truth.
 *
 * @param kind what happened
 * @param offset nanoseconds since the request's arrival
 * @param length nanoseconds
 */
record Segment(Kind kind, long offset, long length) {

    /** What happened; {@code style} is its class in the style sheet. */
    enum Kind {
        /** Connection, queue, policy. */
        BEFORE("Before the store", "from its arrival to its start at the store", "before"),
        /** The store thinks. */
        FIRST_BYTE("Store: first byte", "waiting for the store’s answer to begin", "first"),
        /** The store sends or takes. */
        STORE("Store: transfer", "the store sent, and the client kept up", "store"),
        /** The store takes a file. */
        STORE_WRITE("Store: write", "the store took the bytes, kept them and answered", "store"),
        /** The client does not read. */
        STALL_READ("Client: slow to read", "paused, as the client did not read", "stall"),
        /** The client does not send. */
        STALL_SEND("Client: slow to send", "waiting for the client’s bytes", "stall"),
        /** Everything else. */
        REST("Afterwards", "passing on the rest; the end of it", "rest");

        private final String label;
        private final String meaning;
        private final String style;

        Kind(String label, String meaning, String style) {
            this.label = label;
            this.meaning = meaning;
            this.style = style;
        }

        String label() {
            return label;
        }

        String meaning() {
            return meaning;
        }

        String style() {
            return style;
        }
    }

    /** The whole of a request in order, without gaps; empty stretches are left out. */
    static List<Segment> of(Timing timing) {
        Row row = new Row(timing.total());
        row.add(Kind.BEFORE, timing.beforeStore());
        if (timing.direction() == Timing.Direction.UPLOAD) {
            row.add(Kind.STALL_SEND, timing.clientStall());
            row.add(Kind.STORE_WRITE, timing.store());
        } else {
            long firstByte = Math.min(timing.firstByte().orElse(timing.store()), timing.store());
            row.add(Kind.FIRST_BYTE, firstByte);
            row.add(Kind.STORE, timing.store() - firstByte);
            row.add(Kind.STALL_READ, timing.clientStall());
        }
        row.add(Kind.REST, timing.total());
        return row.segments;
    }

    /** Fills a request's time from its start; what no longer fits, by rounding of the figures, is cut off. */
    private static final class Row {
        private final long total;
        private final List<Segment> segments = new ArrayList<>();
        private long offset;

        Row(long total) {
            this.total = total;
        }

        void add(Kind kind, long length) {
            long fitting = Math.min(length, total - offset);
            if (fitting > 0) {
                segments.add(new Segment(kind, offset, fitting));
                offset += fitting;
            }
        }
    }
}

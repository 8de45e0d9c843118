package dev.loupe.relay.postgres.protocol;

import io.netty.buffer.ByteBuf;

/** Reads a Query. */
final class QueryReader implements BodyReader<FrontendEvent> {
    private final ZeroTerminated string;
    private final RecentTexts texts;
    private SqlText text;
    private boolean more;

    QueryReader(DecoderLimits limits, RecentTexts texts) {
        this.string = new ZeroTerminated(limits.maxText());
        this.texts = texts;
    }

    QueryReader begin() {
        string.reset();
        text = null;
        more = false;
        return this;
    }

    @Override
    public void take(ByteBuf in, int from, int to) {
        if (text != null) {
            more |= from < to;
            return;
        }
        int next = string.take(in, from, to);
        if (next >= 0) {
            text = string.text(texts);
            more = next < to;
        }
    }

    @Override
    public FrontendEvent finish() {
        return text == null || more ? null : new FrontendEvent.Query(text);
    }
}

package dev.loupe.relay.postgres.statement;

import dev.loupe.relay.postgres.protocol.SqlText;
import io.opentelemetry.api.trace.SpanContext;
import java.util.ArrayList;
import java.util.List;

/**
 * What statements' texts mean, of the texts that are used most. Thread-safe, one for each database path: a text that is known
 * costs one look-up without a lock.
 */
public final class Statements {
    /** Objects around a text, about, in bytes. */
    private static final int OVERHEAD = 512;

    private final Cache<SqlText, List<ParsedStatement>> texts;
    /** Statements that differ in literals or comments only share what is said of them. */
    private final Cache<String, Shape> shapes;

    private final ShapeReader reader;

    /** Nothing is known yet. */
    public Statements(StatementSettings settings) {
        texts = new Cache<>(settings.texts(), settings.bytes() / 2);
        shapes = new Cache<>(settings.texts(), settings.bytes() / 2);
        reader = new ShapeReader(new KeyFinder(settings.keys()));
    }

    /**
     * The statements of a simple query or of a Parse, in their order; empty if there is none in it. What is said of a text that
     * is cut, or is not understood, holds no literal either.
     */
    public List<ParsedStatement> of(SqlText text) {
        List<ParsedStatement> known = texts.get(text);
        if (known != null) {
            return known;
        }
        List<ParsedStatement> parsed = new ArrayList<>(1);
        for (Source source : Splitter.split(text)) {
            parsed.add(parse(source));
        }
        List<ParsedStatement> all = List.copyOf(parsed);
        texts.put(text, all, OVERHEAD * (1L + all.size()) + text.length());
        return all;
    }

    private ParsedStatement parse(Source source) {
        Command command = Command.of(source);
        String bare = BareText.of(source, command);
        Shape shape = shapes.get(bare);
        if (shape == null) {
            shape = reader.read(source, command, bare);
            shapes.put(bare, shape, OVERHEAD + 2L * (bare.length() + shape.told().text().length()));
        }
        SpanContext carried = source.comments().isEmpty() ? SpanContext.getInvalid() : SqlComment.context(source);
        return shape.of(source, carried);
    }

    /** How many texts had to be forgotten, since there were too many. */
    public long forgotten() {
        return texts.forgotten();
    }
}

package dev.loupe.relay.postgres.protocol;

import dev.loupe.relay.wire.Recording;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** Feeds the decoders of a connection and writes down what they say, with the position, so that two runs can be compared. */
final class Told {
    private final FrontendDecoder frontend;
    private final BackendDecoder backend;
    private final List<String> lines = new ArrayList<>();

    Told() {
        this(DecoderLimits.defaults(), statement -> true);
    }

    Told(DecoderLimits limits, ParametersWanted wanted) {
        frontend = new FrontendDecoder(limits, wanted);
        backend = new BackendDecoder(limits);
    }

    /** What both decoders say of a recording, in the turns in which it was recorded. */
    static List<String> of(Recording recording) {
        Told told = new Told();
        recording.turns().forEach(turn -> told.feed(turn.client(), turn.bytes()));
        return told.end();
    }

    /** The same, of each turn so many bytes at once, again and again. */
    static List<String> of(Recording recording, List<Integer> lengths) {
        Told told = new Told();
        recording.turns().forEach(turn -> told.feed(turn.client(), turn.bytes(), lengths));
        return told.end();
    }

    Told feed(boolean client, byte[] bytes) {
        // Neither index may be taken for 0, nor the capacity for the end.
        ByteBuf in = Unpooled.buffer(bytes.length + 5);
        in.writeZero(3).writeBytes(bytes).readerIndex(3);
        if (client) {
            frontend.feed(in, this::frontend);
        } else {
            backend.feed(in, this::backend);
        }
        if (in.readerIndex() != 3 || in.writerIndex() != 3 + bytes.length) {
            throw new IllegalStateException("An index of the buffer was moved");
        }
        return this;
    }

    Told feed(boolean client, byte[] bytes, List<Integer> lengths) {
        int at = 0;
        for (int i = 0; at < bytes.length; i++) {
            int end = Math.min(bytes.length, at + lengths.get(i % lengths.size()));
            feed(client, Arrays.copyOfRange(bytes, at, end));
            at = end;
        }
        return this;
    }

    /** Both directions are over. */
    List<String> end() {
        frontend.end(this::frontend);
        backend.end(this::backend);
        return lines;
    }

    List<String> lines() {
        return lines;
    }

    private void frontend(FrontendEvent event, long end) {
        if (event instanceof FrontendEvent.SslRequest || event instanceof FrontendEvent.GssEncRequest) {
            backend.encryptionAsked();
        }
        lines.add("> " + end + ' ' + text(event));
    }

    private void backend(BackendEvent event, long end) {
        lines.add("< " + end + ' ' + text(event));
    }

    /** An event with all that it holds, which its own text must not tell. */
    static String text(FrontendEvent event) {
        if (event instanceof FrontendEvent.Query query) {
            return "Query " + text(query.text());
        } else if (event instanceof FrontendEvent.Parse parse) {
            return "Parse '" + parse.statement() + "' " + parse.parameterTypes() + ' ' + text(parse.text());
        } else if (event instanceof FrontendEvent.Bind bind) {
            String values = bind.parameters().stream().map(Told::text).collect(Collectors.joining(", ", " (", ")"));
            return "Bind '" + bind.portal() + "' '" + bind.statement() + '\'' + values;
        } else if (event instanceof FrontendEvent.StartupMessage startup) {
            return startup + " " + startup.parameters();
        }
        return event instanceof Enum<?> ? event.getClass().getSimpleName() : event.toString();
    }

    static String text(BackendEvent event) {
        if (event instanceof BackendEvent.ParameterStatus status) {
            return "ParameterStatus " + status.name() + '=' + status.value();
        }
        return event instanceof Enum<?> ? event.getClass().getSimpleName() : event.toString();
    }

    private static String text(FrontendEvent.Parameter parameter) {
        return parameter.value() == null
                ? "null"
                : parameter + " " + HexFormat.of().formatHex(parameter.value());
    }

    private static String text(SqlText text) {
        return text.length() + ": " + text.text().replace("\n", "\\n");
    }
}

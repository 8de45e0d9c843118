package dev.loupe.relay.postgres.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Client and server take turns, and the decoders are asked what was said. */
final class Conversation {
    private final Told told;
    private int heard;

    Conversation() {
        this(DecoderLimits.defaults(), statement -> true);
    }

    Conversation(DecoderLimits limits, ParametersWanted wanted) {
        told = new Told(limits, wanted);
    }

    /** One that is past its start. */
    static Conversation begun() {
        return begun(DecoderLimits.defaults(), statement -> true);
    }

    static Conversation begun(DecoderLimits limits, ParametersWanted wanted) {
        Conversation conversation = new Conversation(limits, wanted);
        conversation.client(Messages.startup("user", "shop"));
        conversation.server(Messages.authenticationOk());
        conversation.server(Messages.ready('I'));
        conversation.heard = conversation.told.lines().size();
        return conversation;
    }

    Conversation client(byte[]... messages) {
        told.feed(true, Messages.bytes(messages));
        return this;
    }

    Conversation server(byte[]... messages) {
        told.feed(false, Messages.bytes(messages));
        return this;
    }

    Conversation over() {
        told.end();
        return this;
    }

    /** What was said since this was asked the last time, without positions. */
    Conversation says(String... events) {
        assertThat(news().stream().map(line -> line.replaceFirst("^(.) \\d+ ", "$1 ")))
                .containsExactly(events);
        return this;
    }

    /** The same, with positions. */
    Conversation saysAt(String... events) {
        assertThat(news()).containsExactly(events);
        return this;
    }

    private List<String> news() {
        List<String> lines = told.lines();
        List<String> news = List.copyOf(lines.subList(heard, lines.size()));
        heard = lines.size();
        return news;
    }
}

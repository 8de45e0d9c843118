package dev.loupe.relay.amqp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Client and broker take turns, and the decoders are asked what was said. */
final class Conversation {
    private final Told told;
    private int heard;

    Conversation(DecoderSettings settings) {
        told = new Told(settings);
    }

    /** One that is past its opening. */
    static Conversation open() {
        return open(DecoderSettings.defaults());
    }

    static Conversation open(DecoderSettings settings) {
        Conversation conversation = new Conversation(settings);
        conversation.client(Wire.protocolHeader());
        conversation.server(Wire.tune(131_072));
        conversation.client(Wire.tuneOk(131_072));
        conversation.heard = conversation.told.lines().size();
        return conversation;
    }

    Conversation client(byte[]... frames) {
        told.feed(true, Wire.bytes(frames));
        return this;
    }

    Conversation server(byte[]... frames) {
        told.feed(false, Wire.bytes(frames));
        return this;
    }

    /** What was said since this was asked the last time, without positions. */
    Conversation says(String... events) {
        List<String> lines = told.lines();
        List<String> news = List.copyOf(lines.subList(heard, lines.size()));
        heard = lines.size();
        assertThat(news.stream().map(line -> line.replaceFirst("^(.) \\d*-\\d+ ", "$1 ")))
                .containsExactly(events);
        return this;
    }
}

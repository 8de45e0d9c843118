package dev.loupe.relay.amqp.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Looks for {@code x-dead-letter-exchange} in the arguments of {@code queue.declare}. */
final class QueueArguments {
    private static final FieldName DEAD_LETTER_EXCHANGE = new FieldName("x-dead-letter-exchange");

    private final Fields fields = new Fields();
    private boolean deadLetters;
    private String exchange = "";

    void read(Arguments arguments) {
        deadLetters = false;
        exchange = "";
        arguments.table(fields);
        while (fields.next()) {
            if (fields.isNamed(DEAD_LETTER_EXCHANGE)) {
                deadLetters = true;
                exchange = fields.type() == 'S' ? fields.text(UTF_8) : "";
            }
        }
    }

    boolean deadLetters() {
        return deadLetters;
    }

    String deadLetterExchange() {
        return exchange;
    }
}

package dev.loupe.relay.postgres.blame;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.loupe.telemetry.privacy.Seal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is sent at once: version, sender, time, items, tag. A notification's payload is shorter than 8,000 bytes (PostgreSQL
 * manual, NOTIFY). Immutable.
 */
final class ExchangeEnvelope {
    /** Of the payload, in bytes. */
    static final int LONGEST = 7_900;

    private static final Pattern SHAPE = Pattern.compile("(loupe1 ([0-9a-f]{16}) (\\d{1,17}) ([^ ]+(?: [^ ]+)*)) ([^ ]+)");
    private static final String NO_TAG = "-";
    private static final int TAG_ROOM = 64;

    private final String database;
    private final Optional<Seal> seal;

    /**
     * @param database the server's name of it: what was said in one is not true of another
     * @param seal empty if the processes share no key; nothing can be checked then
     */
    ExchangeEnvelope(String database, Optional<Seal> seal) {
        this.database = database;
        this.seal = seal;
    }

    /** Whose, when by the server's clock, what. */
    record Content(String sender, long micros, List<ExchangeItem> items) {}

    /** As many of the items as there is room for, which are taken out of the collection. */
    String closed(String sender, long micros, Collection<ExchangeItem> items) {
        StringBuilder text = new StringBuilder("loupe1 " + sender + ' ' + micros);
        items.removeIf(item -> {
            String next = item.text();
            boolean fits = text.length() + 1 + next.length() + TAG_ROOM <= LONGEST;
            if (fits) {
                text.append(' ').append(next);
            }
            return fits;
        });
        return text.toString() + ' ' + seal.map(with -> with.tag(sealed(text.toString()))).orElse(NO_TAG);
    }

    /** What is in it; empty if it is not ours, not sealed as it must be, or not understood to the letter. */
    Optional<Content> opened(String payload) {
        if (payload.getBytes(UTF_8).length > LONGEST + TAG_ROOM) {
            return Optional.empty();
        }
        Matcher shape = SHAPE.matcher(payload);
        if (!shape.matches() || !isSealed(shape.group(1), shape.group(5))) {
            return Optional.empty();
        }
        List<ExchangeItem> items = new ArrayList<>();
        for (String text : shape.group(4).split(" ", -1)) {
            Optional<ExchangeItem> item = ExchangeItem.parse(text);
            if (item.isEmpty()) {
                return Optional.empty();
            }
            items.add(item.get());
        }
        return Optional.of(new Content(shape.group(2), Long.parseLong(shape.group(3)), items));
    }

    private boolean isSealed(String text, String tag) {
        return seal.map(with -> with.matches(sealed(text), tag)).orElse(true);
    }

    private String sealed(String text) {
        return database + '\0' + text;
    }
}

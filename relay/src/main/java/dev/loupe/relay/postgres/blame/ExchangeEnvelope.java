package dev.loupe.relay.postgres.blame;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.loupe.telemetry.privacy.Seal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is sent at once: version, sender, time, items, tag. A notification's payload is shorter than 8,000 bytes (PostgreSQL
 * manual, NOTIFY). Immutable.
 */
final class ExchangeEnvelope {
    /** Of the payload, in bytes. */
    static final int LONGEST = 7_900;

    private static final String VERSION = "loupe1";
    private static final int HEAD = 3;
    private static final Pattern SENDER = Pattern.compile("[0-9a-f]{16}");
    private static final Pattern MICROS = Pattern.compile("\\d{1,17}");
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
        StringBuilder text = new StringBuilder(VERSION + ' ' + sender + ' ' + micros);
        items.removeIf(item -> {
            String next = item.text();
            boolean fits = text.length() + 1 + next.length() + TAG_ROOM <= LONGEST;
            if (fits) {
                text.append(' ').append(next);
            }
            return fits;
        });
        return text.toString()
                + ' '
                + seal.map(with -> with.tag(sealed(text.toString()))).orElse(NO_TAG);
    }

    /** What is in it; empty if it is not ours, not sealed as it must be, or not understood to the letter. */
    Optional<Content> opened(String payload) {
        if (payload.getBytes(UTF_8).length > LONGEST + TAG_ROOM) {
            return Optional.empty();
        }
        int end = payload.lastIndexOf(' ');
        if (end < 0 || !isSealed(payload.substring(0, end), payload.substring(end + 1))) {
            return Optional.empty();
        }
        return content(payload.substring(0, end).split(" ", -1));
    }

    private static Optional<Content> content(String[] parts) {
        boolean headed = parts.length > HEAD
                && parts[0].equals(VERSION)
                && SENDER.matcher(parts[1]).matches()
                && MICROS.matcher(parts[2]).matches();
        if (!headed) {
            return Optional.empty();
        }
        List<ExchangeItem> items = new ArrayList<>();
        for (String text : List.of(parts).subList(HEAD, parts.length)) {
            Optional<ExchangeItem> item = ExchangeItem.parse(text);
            if (item.isEmpty()) {
                return Optional.empty();
            }
            items.add(item.get());
        }
        return Optional.of(new Content(parts[1], Long.parseLong(parts[2]), items));
    }

    private boolean isSealed(String text, String tag) {
        return seal.map(with -> with.matches(sealed(text), tag)).orElse(true);
    }

    private String sealed(String text) {
        return database + '\0' + text;
    }
}

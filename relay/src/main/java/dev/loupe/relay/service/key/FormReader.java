package dev.loupe.relay.service.key;

import dev.loupe.relay.http.codec.PercentEncoding;
import java.util.List;
import java.util.Map;

/** Finds fields of an {@code application/x-www-form-urlencoded} body, in UTF-8, however often each stands there. */
final class FormReader implements BodyReader {
    private static final int LONGEST = 3 * KeyValues.LONGEST;

    private final Map<String, List<String>> kindsByField;
    private final Found found;
    private final StringBuilder piece = new StringBuilder();
    private List<String> kinds = List.of();
    private boolean inValue;
    private boolean tooLong;
    private boolean over;

    /** @param kindsByField fields that are looked for, and the kinds of key that each is */
    FormReader(Map<String, List<String>> kindsByField, Found found) {
        this.kindsByField = kindsByField;
        this.found = found;
    }

    @Override
    public boolean isHungry() {
        return !over;
    }

    @Override
    public void read(byte[] bytes, int from, int to) {
        for (int i = from; i < to && !over; i++) {
            byte b = bytes[i];
            if (b == '&') {
                endOfField();
            } else if (b == '=' && !inValue) {
                endOfName();
            } else if (!inValue || !kinds.isEmpty()) {
                take(b);
            }
        }
    }

    private void take(byte b) {
        if (piece.length() == LONGEST) {
            tooLong = true;
        } else {
            piece.append(b == '+' ? ' ' : (char) (b & 0xff));
        }
    }

    private void endOfName() {
        inValue = true;
        kinds = tooLong ? List.of() : kindsByField.getOrDefault(decoded(), List.of());
        restart();
    }

    private void endOfField() {
        if (!kinds.isEmpty() && !tooLong) {
            String value = decoded();
            kinds.forEach(kind -> found.value(kind, value));
        }
        kinds = List.of();
        inValue = false;
        restart();
    }

    private String decoded() {
        return PercentEncoding.decoded(piece.toString(), 0, piece.length());
    }

    private void restart() {
        piece.setLength(0);
        tooLong = false;
    }

    @Override
    public void end(boolean whole) {
        if (whole && !over) {
            endOfField();
        }
        over = true;
    }
}

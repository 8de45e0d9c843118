package dev.loupe.relay.service.key;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Follows JSON tokens through the places that pointers go through; of everything else only the nesting is counted. The
 * first value at each place is told.
 */
final class PointerSearch {
    private static final int OBJECT = -1;

    private final PointerTree root;
    private final Found found;
    private final Set<PointerTree> done = Collections.newSetFromMap(new IdentityHashMap<>());
    private PointerTree[] open = new PointerTree[4];
    private int[] element = new int[4];
    private int depth;
    private int skipped;
    private PointerTree member;
    private PointerTree number;
    private String digits;
    private boolean over;

    PointerSearch(PointerTree root, Found found) {
        this.root = root;
        this.found = found;
        over = root.size() == 0;
    }

    /** Whether nothing more can be found. */
    boolean isOver() {
        return over;
    }

    /** Takes one token, which the parser is at. */
    void token(JsonToken token, JsonParser at) throws IOException {
        if (number != null) {
            tell(number, digits);
        }
        switch (token) {
            case START_OBJECT -> begin(OBJECT);
            case START_ARRAY -> begin(0);
            case END_OBJECT, END_ARRAY -> end();
            case FIELD_NAME -> member = skipped > 0 ? null : open[depth - 1].member(at.currentName());
            case VALUE_STRING -> {
                PointerTree here = pointedTo();
                if (here != null) {
                    tell(here, at.getText());
                }
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                // Only the token behind a number shows that it was one, and not the beginning of something else.
                number = pointedTo();
                digits = number == null ? null : at.getText();
            }
            default -> pointedTo();
        }
    }

    private void begin(int firstElement) {
        PointerTree here = skipped > 0 ? null : here();
        if (here == null || here.isLeaf()) {
            skipped++;
            return;
        }
        if (depth == open.length) {
            open = Arrays.copyOf(open, 2 * depth);
            element = Arrays.copyOf(element, 2 * depth);
        }
        open[depth] = here;
        element[depth] = firstElement;
        depth++;
    }

    private void end() {
        if (skipped > 0) {
            skipped--;
        } else {
            depth--;
        }
        over |= depth + skipped == 0;
    }

    /** What is looked for at a scalar that comes; null if nothing is, or no more. */
    private PointerTree pointedTo() {
        PointerTree here = skipped > 0 ? null : here();
        over |= depth + skipped == 0;
        return here == null || here.kinds().isEmpty() || done.contains(here) ? null : here;
    }

    private void tell(PointerTree here, String value) {
        here.kinds().forEach(kind -> found.value(kind, value));
        done.add(here);
        over |= done.size() == root.size();
        number = null;
        digits = null;
    }

    /** What is pointed to at the value that comes; null if nothing. */
    private PointerTree here() {
        if (depth == 0) {
            return root;
        }
        if (element[depth - 1] == OBJECT) {
            return member;
        }
        int index = element[depth - 1]++;
        return open[depth - 1].member(Integer.toString(index));
    }
}

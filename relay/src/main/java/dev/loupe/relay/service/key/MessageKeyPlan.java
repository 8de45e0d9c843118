package dev.loupe.relay.service.key;

import dev.loupe.relay.correlation.BusinessKey;
import dev.loupe.telemetry.privacy.Pseudonyms;
import java.util.function.Consumer;

/**
 * Business keys in messages that have no HTTP around them: single values, and JSON bodies. Built by one thread, then only
 * read.
 */
public final class MessageKeyPlan {
    private static final int MOST_VALUES = 16;

    private final Pseudonyms pseudonyms;
    private final PointerTree inBody = new PointerTree();

    /** Nothing is looked for in bodies yet. */
    public MessageKeyPlan(Pseudonyms pseudonyms) {
        this.pseudonyms = pseudonyms;
    }

    /** Looks for values of a kind there. */
    public void add(JsonPointer pointer, String kind) {
        inBody.add(pointer, kind);
    }

    /** Whether anything is looked for in bodies. */
    public boolean readsBodies() {
        return inBody.size() > 0;
    }

    /** The reader of one body; each value that is found is told as a key. */
    public BodyKeys inBody(Consumer<BusinessKey> found) {
        int[] left = {MOST_VALUES};
        return new BodyKeys(new JsonReader(inBody, (kind, value) -> {
            if (left[0]-- > 0) {
                tell(kind, value, found);
            }
        }));
    }

    /** Tells the key of a value, if it can be one. */
    public void tell(String kind, String value, Consumer<BusinessKey> found) {
        String normal = KeyValues.normal(value);
        if (normal != null) {
            found.accept(new BusinessKey(kind, pseudonyms.of(kind, normal)));
        }
    }
}

package dev.loupe.relay.correlation;

import java.util.HashSet;
import java.util.Set;

/** The shapes of operations that have been seen where no request in flight can have caused them. Not thread-safe. */
final class Shapes {
    private final int most;
    private final Set<String> seen = new HashSet<>();
    private boolean tooMany;

    Shapes(int most) {
        this.most = most;
    }

    void sawOnItsOwn(String shape) {
        if (shape.isEmpty()) {
            return;
        }
        if (seen.size() < most) {
            seen.add(shape);
        } else if (!seen.contains(shape)) {
            tooMany = true;
        }
    }

    /** Once one could not be remembered, it might be any. */
    boolean mayHaveLifeOfItsOwn(String shape) {
        return tooMany || seen.contains(shape);
    }

    boolean tooMany() {
        return tooMany;
    }
}

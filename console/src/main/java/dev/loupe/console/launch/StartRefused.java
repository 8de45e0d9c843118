package dev.loupe.console.launch;

import dev.loupe.console.config.Mistake;
import java.util.List;

/** A deployable cannot start, and its configuration is to blame: a port is taken, a name is unknown. */
public final class StartRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Mistake> mistakes;

    /** @param mistakes at least one */
    public StartRefused(List<Mistake> mistakes) {
        super(mistakes.toString(), null, false, false);
        this.mistakes = List.copyOf(mistakes);
    }

    /** What is wrong, by key. */
    public List<Mistake> mistakes() {
        return mistakes;
    }
}

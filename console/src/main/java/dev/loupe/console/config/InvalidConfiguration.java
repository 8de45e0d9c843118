package dev.loupe.console.config;

import java.util.List;

/** A configuration that cannot be used: one message for each mistake, in the order of the file. */
public final class InvalidConfiguration extends Exception {
    private static final long serialVersionUID = 1L;

    private final List<String> mistakes;

    /** @param mistakes whole messages, each with its place, key and remedy; at least one */
    public InvalidConfiguration(List<String> mistakes) {
        super(String.join(System.lineSeparator(), mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    /** One message for each mistake. */
    public List<String> mistakes() {
        return mistakes;
    }
}

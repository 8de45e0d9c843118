package dev.loupe.console.web.page;

import java.util.Locale;

/** What can go wrong with a message. */
enum TroubleKind {
    /** It is gone. */
    LOST("Lost"),
    /** Whether it is gone, nobody can know. */
    UNKNOWN("Perhaps lost"),
    /** There are two of it. */
    DUPLICATE("Doubled"),
    /** It was in its queue for too long. */
    LATE("Late"),
    /** Its consumer does not let go of it. */
    STUCK("Stuck");

    private final String label;

    TroubleKind(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    String inQuery() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How it is called where people read; a word that is not known stands for itself. */
    static String label(String kind) {
        for (TroubleKind known : values()) {
            if (known.inQuery().equals(kind)) {
                return known.label();
            }
        }
        return kind;
    }

    /** Whether a message is gone, or may be: those are marked as errors. */
    static boolean isLoss(String kind) {
        return LOST.inQuery().equals(kind) || UNKNOWN.inQuery().equals(kind);
    }
}

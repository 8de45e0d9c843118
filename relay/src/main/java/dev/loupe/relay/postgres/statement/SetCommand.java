package dev.loupe.relay.postgres.statement;

import java.util.Set;

/** How much of a {@code SET} may be told: what is set, not to what, since a value needs no quotes. */
final class SetCommand {
    private static final Set<String> WORDS = Set.of(
            "SET", "SESSION", "LOCAL", "ROLE", "AUTHORIZATION", "TIME", "ZONE", "NAMES", "SCHEMA", "CATALOG", "XML", "OPTION");
    private static final Set<String> WITHOUT_VALUE = Set.of("TRANSACTION", "CHARACTERISTICS", "CONSTRAINTS");

    private SetCommand() {}

    static int told(Source source) {
        int words = 0;
        while (WORDS.contains(source.word(words))) {
            words++;
        }
        if (WITHOUT_VALUE.contains(source.word(words))) {
            return source.size();
        }
        for (int i = 1; i < source.size(); i++) {
            if (source.isSymbol(i, '=') || source.isWord(i, "TO")) {
                return i + 1;
            }
        }
        return words;
    }
}

package dev.loupe.console.config;

/** Where a setting comes from, so that a mistake in it can be found. */
sealed interface Origin {
    /** A whole message about {@code key}, which may be empty for a mistake that concerns no single key. */
    String message(String key, String problem);

    /** Mistakes are told in this order: the file as a whole, its lines, the command line. */
    int order();

    /** Makes a message of its parts, leaving out an empty key. */
    private static String join(String where, String key, String problem) {
        return key.isEmpty() ? where + ": " + problem : where + ": " + key + ": " + problem;
    }

    /**
     * The configuration file as a whole: what a default is blamed on.
     *
     * @param file as the user named it
     */
    record WholeFile(String file) implements Origin {
        @Override
        public int order() {
            return 0;
        }

        @Override
        public String message(String key, String problem) {
            return join(file, key, problem);
        }
    }

    /**
     * A line of the configuration file.
     *
     * @param file as the user named it
     * @param line counted from 1
     */
    record Line(String file, int line) implements Origin {
        @Override
        public int order() {
            return line;
        }

        @Override
        public String message(String key, String problem) {
            return join(file + ":" + line, key, problem);
        }
    }

    /**
     * An option of the command line.
     *
     * @param key the left side of {@code --set key=value}
     */
    record SetOption(String key) implements Origin {
        @Override
        public int order() {
            return Integer.MAX_VALUE;
        }

        @Override
        public String message(String subject, String problem) {
            return join("--set " + key, subject.equals(key) ? "" : subject, problem);
        }
    }
}

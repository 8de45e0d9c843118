package dev.loupe.relay.service.route;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Names paths that no template matches, with a fixed number of different names at most. Thread-safe. */
final class AutomaticRoutes {
    static final String OTHER = "{other}";

    private static final String IDENTIFIER = "{id}";
    private static final String REST = "/**";

    /** Deeper paths are named by their beginning. */
    private static final int DEEPEST = 8;

    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final Set<String> words;
    private final int most;
    private volatile boolean full;

    /**
     * @param most how many different names there may be
     * @param words literals of templates, which are known to be words
     */
    AutomaticRoutes(int most, Set<String> words) {
        this.most = most;
        this.words = Set.copyOf(words);
        full = most == 0;
    }

    /** @param path null if the target is none */
    String of(RawPath path) {
        if (path == null) {
            return OTHER;
        }
        String name = name(path);
        return known.contains(name) || (!full && admits(name)) ? name : OTHER;
    }

    private synchronized boolean admits(String name) {
        if (!full) {
            known.add(name);
            full = known.size() >= most;
        }
        return known.contains(name);
    }

    private String name(RawPath path) {
        StringBuilder name = new StringBuilder();
        int deepest = Math.min(path.count(), DEEPEST);
        for (int i = 0; i < deepest; i++) {
            if (path.isEmpty(i)) {
                continue;
            }
            String segment = path.segment(i);
            boolean word = words.contains(segment) || Vocabulary.knows(segment);
            name.append('/').append(word ? segment : IDENTIFIER);
        }
        if (path.count() > DEEPEST || path.hasMore()) {
            name.append(REST);
        }
        return name.length() == 0 ? "/" : name.toString();
    }
}

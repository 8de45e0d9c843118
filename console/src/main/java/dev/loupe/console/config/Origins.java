package dev.loupe.console.config;

import java.util.HashMap;
import java.util.Map;

/** Where each setting of a loaded configuration comes from. Filled by the loader, then only read. */
public final class Origins {
    private final Map<String, Origin> byPath = new HashMap<>();
    private final Origin otherwise;

    Origins(Origin otherwise) {
        this.otherwise = otherwise;
    }

    void put(String path, Origin origin) {
        byPath.put(path, origin);
    }

    /** Origin of the setting itself, or else of the nearest one around it, or else the whole file. */
    Origin of(String path) {
        for (String nearest = path; !nearest.isEmpty(); nearest = parent(nearest)) {
            Origin origin = byPath.get(nearest);
            if (origin != null) {
                return origin;
            }
        }
        return otherwise;
    }

    /** Whether the setting was given at all, and is not a default. */
    boolean isGiven(String path) {
        return byPath.containsKey(path);
    }

    /** The mistake with the file and line, or the option of the command line, that it is to be blamed on. */
    public String locate(Mistake mistake) {
        return of(mistake.key()).message(mistake.key(), mistake.problem());
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
    }
}

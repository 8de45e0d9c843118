package dev.loupe.console.config;

/** Full paths of settings, such as {@code telemetry.keep.baseline} or {@code s3.domains[1]}. */
final class KeyPath {
    private KeyPath() {}

    /** Path of a key inside the setting at {@code parent}, which is empty at the top. */
    static String child(String parent, String key) {
        return parent.isEmpty() ? key : parent + "." + key;
    }

    /** Path of an item, counted from 0, of the list at {@code list}. */
    static String item(String list, int index) {
        return list + "[" + index + "]";
    }
}

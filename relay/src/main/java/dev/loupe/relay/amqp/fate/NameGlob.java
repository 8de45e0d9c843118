package dev.loupe.relay.amqp.fate;

/**
 * A name of a queue or exchange in which {@code *} stands for any characters, none included.
 *
 * @param pattern anything else stands for itself
 */
public record NameGlob(String pattern) {
    private static final char ANY = '*';

    /** Whether a name is meant. Takes no longer than the product of both lengths. */
    public boolean matches(String name) {
        int at = 0;
        int in = 0;
        int star = -1;
        int resumed = 0;
        while (in < name.length()) {
            if (at < pattern.length() && pattern.charAt(at) == ANY) {
                star = at++;
                resumed = in;
            } else if (at < pattern.length() && pattern.charAt(at) == name.charAt(in)) {
                at++;
                in++;
            } else if (star >= 0) {
                at = star + 1;
                in = ++resumed;
            } else {
                return false;
            }
        }
        while (at < pattern.length() && pattern.charAt(at) == ANY) {
            at++;
        }
        return at == pattern.length();
    }
}

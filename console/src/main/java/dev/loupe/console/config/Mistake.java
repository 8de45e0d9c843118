package dev.loupe.console.config;

/**
 * Something wrong with a setting that is well formed, such as a file that does not exist.
 *
 * @param key full path of the setting, such as {@code listen.tls.key}; empty if no single key is to blame
 * @param problem what is wrong and what to do; never the value of something secret
 */
public record Mistake(String key, String problem) {}

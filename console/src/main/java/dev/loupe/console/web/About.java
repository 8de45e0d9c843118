package dev.loupe.console.web;

import java.util.function.Supplier;

/**
 * What the console's pages say of the process that they belong to.
 *
 * @param title what it is, such as {@code S3 proxy}
 * @param service {@code service.name} on whose behalf it makes spans
 * @param entrance address that clients connect to, asked for with each page, from any thread; empty while it is not known
 * @param example a command to try first, in which <code>{entrance}</code> stands for the address; empty for none
 */
public record About(String title, String service, Supplier<String> entrance, String example) {}

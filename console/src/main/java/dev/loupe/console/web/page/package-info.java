/**
 * What the console's pages say: figures, sentences, waterfalls, and the templates (in {@code src/main/jte}, compiled into
 * this package) that put them into HTML.
 *
 * <p>May use the JDK, telemetry's stores and names, and jte. Must never know Vert.x or a socket: everything here turns
 * snapshots into text, on whatever thread it is called.
 */
package dev.loupe.console.web.page;

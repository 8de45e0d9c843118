/**
 * Takes the pictures of the documentation, from whatever console is running.
 *
 * <p>May use Playwright. Must never know the console's code: it sees what a browser sees.
 */
package dev.loupe.console.picture;

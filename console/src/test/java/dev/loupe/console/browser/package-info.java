/**
 * The console in a real browser: what people see, with keyboard and mouse, in light and dark.
 *
 * <p>May use Playwright and the samples. Must never look inside the console but through its pages.
 */
package dev.loupe.console.browser;

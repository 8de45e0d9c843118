/**
 * The console's style sheet, scripts and pictures, served from the class path under addresses that change with their
 * content.
 *
 * <p>May use the JDK. Must never read a file of the machine, nor anything that a request names.
 */
package dev.loupe.console.web.asset;

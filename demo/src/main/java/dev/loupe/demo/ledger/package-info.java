/**
 * What the services themselves know of what they did, and why: the truth that traces are held against.
 *
 * <p>May use the JDK only. Must never know Loupe, which never sees it.
 */
package dev.loupe.demo.ledger;

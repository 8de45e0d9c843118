/**
 * The company's customers and operators: they know the addresses of the Shop and the CRM, and nothing else.
 *
 * <p>May use the JDK, the demo's JSON and ring models. Must never know Loupe.
 */
package dev.loupe.demo.people;

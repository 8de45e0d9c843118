/**
 * What correlation and the attribute guard cost, measured with JMH in a Java machine of their own.
 *
 * <p>May use JMH and Loupe's own packages. Must never know a network path, nor judge a result.
 */
package dev.loupe.bench.correlation;

/**
 * The jeweller's customers and craftsmen: plain users of the stock AWS SDK, who write down what they really did.
 *
 * <p>May use the AWS SDK and the ring models. Must never know Loupe: that tracing needs no line here is the point.
 */
package dev.loupe.demo.customer;

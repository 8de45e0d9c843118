package dev.loupe.demo.ledger;

/**
 * A request that a service answered.
 *
 * @param service that did
 * @param operation method and route, such as <code>PUT /orders/{order}/price</code>
 * @param order that it was about; empty for none
 * @param status of the answer
 */
public record Handled(String service, String operation, String order, int status) {}

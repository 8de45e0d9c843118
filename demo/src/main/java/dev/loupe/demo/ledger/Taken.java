package dev.loupe.demo.ledger;

/**
 * A request that was answered, and when.
 *
 * @param number among those of its service
 * @param request which
 * @param when from its head to its answer, as the service knows it
 */
public record Taken(long number, Handled request, Period when) {}

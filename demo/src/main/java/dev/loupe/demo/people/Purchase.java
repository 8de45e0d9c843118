package dev.loupe.demo.people;

/**
 * What a customer got.
 *
 * @param order its number
 * @param price in cents; empty if it never came
 * @param later whether the price was only promised at first
 */
public record Purchase(Wish wish, String order, String price, boolean later) {}

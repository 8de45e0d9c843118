package dev.loupe.demo.ledger;

/**
 * A message that a service published.
 *
 * @param cause what it was done for; the message is about the same order
 * @param exchange to which it went
 * @param key routing key
 * @param id which its sender gave to it
 * @param confirmed whether the broker said that it has it
 * @param when from before it was sent until that was clear
 */
public record Sent(Act.Cause cause, String exchange, String key, String id, boolean confirmed, Period when) {
    /** Where to. */
    public String destination() {
        return exchange + ':' + key;
    }
}

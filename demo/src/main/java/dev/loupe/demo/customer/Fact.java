package dev.loupe.demo.customer;

/**
 * Something that a customer really did, written down by the customer.
 *
 * @param operation of the S3 API
 * @param key the object's key, empty if it was about none
 * @param size of the whole object in bytes, -1 if the operation does not tell it
 * @param end how it ended for the customer
 */
public record Fact(String operation, String key, long size, End end) {
    /** How something ended. */
    public enum End {
        /** As it should. */
        DONE,
        /** The store said no. */
        REFUSED,
        /** The customer went away in the middle. */
        BROKEN_OFF
    }

    /** Of something that was done. */
    static Fact done(String operation, String key, long size) {
        return new Fact(operation, key, size, End.DONE);
    }
}

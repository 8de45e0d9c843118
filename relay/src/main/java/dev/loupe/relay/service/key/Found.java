package dev.loupe.relay.service.key;

/** Is told of a raw value, which must not be kept. */
@FunctionalInterface
interface Found {
    /**
     * A value was found.
     *
     * @param kind of the business key
     * @param value raw, as it stood there
     */
    void value(String kind, String value);
}

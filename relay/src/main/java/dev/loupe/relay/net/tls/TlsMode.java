package dev.loupe.relay.net.tls;

/** What is demanded of TLS towards a server; as libpq's {@code sslmode}. */
public enum TlsMode {
    /** None. */
    OFF,
    /** Encryption, with whomever. */
    REQUIRE,
    /** The server's certificate must be of a trusted authority. */
    VERIFY_CA,
    /** It must also name the server. */
    VERIFY_FULL
}

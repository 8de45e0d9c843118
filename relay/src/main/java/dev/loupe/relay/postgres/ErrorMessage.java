package dev.loupe.relay.postgres;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * An {@code ErrorResponse} of the relay's own, as a server sends one that ends a session (PostgreSQL manual, "Error and Notice
 * Message Fields" and "PostgreSQL Error Codes"). It names who says it and what helps, and nothing of the session.
 *
 * @param sqlState 5 characters
 * @param message says what happened
 * @param hint says what helps
 */
record ErrorMessage(String sqlState, String message, String hint) {
    /** {@code too_many_connections}. */
    static final ErrorMessage TOO_MANY = new ErrorMessage(
            "53300",
            "Loupe: this relay has as many connections as it may have",
            "Raise listen.maxConnections, or make the clients' pools smaller.");

    /** {@code cannot_connect_now}: libpq tries its next host then, as it does where nobody listens. */
    static final ErrorMessage UNREACHABLE = new ErrorMessage(
            "57P03",
            "Loupe: this relay cannot reach the database server",
            "Is the server up? The relay's upstream.host, upstream.port or upstream.socket say where it is looked for.");

    /** {@code connection_failure}. */
    static final ErrorMessage NO_TLS = new ErrorMessage(
            "08006",
            "Loupe: this relay cannot speak TLS with the database server as it is told to",
            "See the relay's upstream.tls, and the server's ssl settings.");

    /** {@code invalid_authorization_specification}. */
    static final ErrorMessage CERTIFICATE_WANTED = new ErrorMessage(
            "28000",
            "Loupe: this relay takes only sessions over TLS with a client certificate",
            "Use sslmode=require or stricter, with sslcert and sslkey.");

    /** {@code cannot_connect_now}. */
    static final ErrorMessage SHUTTING_DOWN =
            new ErrorMessage("57P03", "Loupe: this relay is shutting down", "Connect again in a moment.");

    /** {@code admin_shutdown}, as a server that shuts down says it to its sessions. */
    static final ErrorMessage TERMINATED = new ErrorMessage(
            "57P01", "Loupe: terminating connection because this relay is shutting down", "Connect again.");

    /** {@code idle_session_timeout}. */
    static final ErrorMessage IDLE = new ErrorMessage(
            "57P05",
            "Loupe: terminating connection because it was idle for too long",
            "Raise the relay's listen.idleTimeout, or let the pool close idle connections before it.");

    private static final int HEADER = 5;

    /** The message's bytes. */
    ByteBuf bytes(ByteBufAllocator allocator) {
        ByteBuf out = allocator.buffer(256);
        out.writeByte('E').writeInt(0);
        field(out, 'S', "FATAL");
        field(out, 'V', "FATAL");
        field(out, 'C', sqlState);
        field(out, 'M', message);
        field(out, 'H', hint);
        out.writeByte(0);
        out.setInt(1, out.writerIndex() - HEADER + Integer.BYTES);
        return out;
    }

    private static void field(ByteBuf out, char type, String value) {
        out.writeByte(type);
        out.writeCharSequence(value, US_ASCII);
        out.writeByte(0);
    }
}

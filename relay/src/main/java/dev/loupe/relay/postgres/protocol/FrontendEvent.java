package dev.loupe.relay.postgres.protocol;

import java.util.List;
import java.util.Map;

/**
 * What a client says, named as the protocol's documentation names it (PostgreSQL manual, "Message Formats"). Text of
 * statements is bounded by {@link DecoderLimits}; nothing of a password, of copied data or of a parameter that nobody asked
 * for is ever in an event.
 */
public sealed interface FrontendEvent {
    /** Asks whether the server speaks TLS; answered by one byte. */
    enum SslRequest implements FrontendEvent {
        /** The only one. */
        INSTANCE
    }

    /** Asks whether the server speaks GSSAPI encryption; answered by one byte. */
    enum GssEncRequest implements FrontendEvent {
        /** The only one. */
        INSTANCE
    }

    /** A password, or another step of authentication; what it holds is not looked at. */
    enum AuthenticationResponse implements FrontendEvent {
        /** The only one. */
        INSTANCE
    }

    /** The server is asked to send what it has. */
    enum Flush implements FrontendEvent {
        /** The only one. */
        INSTANCE
    }

    /** End of a pipeline: an implicit transaction ends, and after an error the server listens again. */
    enum Sync implements FrontendEvent {
        /** The only one. */
        INSTANCE
    }

    /** The first of a run of {@code CopyData}. */
    enum CopyDataBegun implements FrontendEvent {
        /** The only one. */
        INSTANCE
    }

    /** All rows have been sent. */
    enum CopyDone implements FrontendEvent {
        /** The only one. */
        INSTANCE
    }

    /** The client gives a COPY up; why, it says only to the server. */
    enum CopyFail implements FrontendEvent {
        /** The only one. */
        INSTANCE
    }

    /** The client goes. */
    enum Terminate implements FrontendEvent {
        /** The only one. */
        INSTANCE
    }

    /** On a connection of its own: what that backend runs is to be given up. */
    record CancelRequest(BackendKey key) implements FrontendEvent {}

    /**
     * A session begins.
     *
     * @param parameters such as {@code database}, {@code application_name}, {@code replication}; the user's name is among
     *     them and must not be told
     */
    record StartupMessage(int major, int minor, Map<String, String> parameters) implements FrontendEvent {
        /** Names the version only. */
        @Override
        public String toString() {
            return "StartupMessage[" + major + '.' + minor + ']';
        }
    }

    /** A simple query, which may hold several statements. */
    record Query(SqlText text) implements FrontendEvent {}

    /**
     * A statement is prepared.
     *
     * @param statement its name; empty for the unnamed one
     * @param parameterTypes OIDs of types, 0 where the server shall decide; may be fewer than there are parameters
     */
    record Parse(String statement, SqlText text, List<Integer> parameterTypes) implements FrontendEvent {}

    /**
     * A portal is made of a prepared statement.
     *
     * @param portal its name; empty for the unnamed one
     * @param parameters empty unless {@link ParametersWanted} asked for them
     */
    record Bind(String portal, String statement, List<Parameter> parameters) implements FrontendEvent {}

    /**
     * A parameter's value.
     *
     * @param binary whether it is in the type's binary format, else in its text format
     * @param value null for SQL's NULL, and for a value longer than {@link DecoderLimits} keeps
     */
    record Parameter(boolean binary, byte[] value) {
        /** Tells nothing of the value. */
        @Override
        public String toString() {
            return binary ? "binary" : "text";
        }
    }

    /** What a prepared statement or a portal is made of is asked for. */
    record Describe(Named named, String name) implements FrontendEvent {}

    /** A prepared statement or a portal is given back. */
    record Close(Named named, String name) implements FrontendEvent {}

    /** What {@link Describe} and {@link Close} name. */
    enum Named {
        /** A prepared statement. */
        STATEMENT,
        /** A portal. */
        PORTAL
    }

    /**
     * A portal is run.
     *
     * @param maxRows 0 for all
     */
    record Execute(String portal, int maxRows) implements FrontendEvent {}

    /**
     * A function is called without SQL.
     *
     * @param function its OID
     */
    record FunctionCall(int function) implements FrontendEvent {}

    /**
     * A run of {@code CopyData} is over, since another message came or the connection ended.
     *
     * @param bytes without the messages' headers
     */
    record CopyData(long messages, long bytes) implements FrontendEvent {}

    /** The decoder no longer understands; it says so once and nothing after it. */
    record Lost(LostReason reason) implements FrontendEvent {}
}

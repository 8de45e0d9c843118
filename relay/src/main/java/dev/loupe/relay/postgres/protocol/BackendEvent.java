package dev.loupe.relay.postgres.protocol;

import java.util.List;

/**
 * What a server says, named as the protocol's documentation names it (PostgreSQL manual, "Message Formats"). Of errors and
 * notices only the class is kept: their text may hold values.
 */
public sealed interface BackendEvent {
    /** A statement was parsed. */
    enum ParseComplete implements BackendEvent {
        /** The only one. */
        INSTANCE
    }

    /** A portal was made. */
    enum BindComplete implements BackendEvent {
        /** The only one. */
        INSTANCE
    }

    /** A statement or portal was given back. */
    enum CloseComplete implements BackendEvent {
        /** The only one. */
        INSTANCE
    }

    /** What was described returns no rows. */
    enum NoData implements BackendEvent {
        /** The only one. */
        INSTANCE
    }

    /** {@code maxRows} of an Execute are through, and there may be more. */
    enum PortalSuspended implements BackendEvent {
        /** The only one. */
        INSTANCE
    }

    /** There was no statement in it. */
    enum EmptyQueryResponse implements BackendEvent {
        /** The only one. */
        INSTANCE
    }

    /** The first of a run of {@code DataRow}. */
    enum DataRowsBegun implements BackendEvent {
        /** The only one. */
        INSTANCE
    }

    /** The first of a run of {@code CopyData}. */
    enum CopyDataBegun implements BackendEvent {
        /** The only one. */
        INSTANCE
    }

    /** The server has sent all rows. */
    enum CopyDone implements BackendEvent {
        /** The only one. */
        INSTANCE
    }

    /** Another session has something to say; nothing of it is kept. */
    enum NotificationResponse implements BackendEvent {
        /** The only one. */
        INSTANCE
    }

    /** The result of a FunctionCall. */
    enum FunctionCallResponse implements BackendEvent {
        /** The only one. */
        INSTANCE
    }

    /** The server speaks an older version or fewer options of the protocol than it was asked for. */
    record NegotiateProtocolVersion(int minor) implements BackendEvent {}

    /**
     * The one byte after an {@code SSLRequest} or {@code GSSENCRequest}.
     *
     * @param answer {@code S} or {@code G} if encryption begins now, {@code N} if not
     */
    record EncryptionAnswer(char answer) implements BackendEvent {}

    /**
     * A step of authentication.
     *
     * @param kind 0 for {@code AuthenticationOk}, 10 for SASL, …
     */
    record Authentication(int kind) implements BackendEvent {}

    /** Who the backend is, and by what it can be cancelled. */
    record BackendKeyData(BackendKey key) implements BackendEvent {}

    /** A parameter of the session, such as {@code server_version}; the value may be personal. */
    record ParameterStatus(String name, String value) implements BackendEvent {
        /** Names the parameter only. */
        @Override
        public String toString() {
            return "ParameterStatus[" + name + ']';
        }
    }

    /**
     * The server waits for the next query.
     *
     * @param status {@code I} outside a transaction, {@code T} in one, {@code E} in one that failed
     */
    record ReadyForQuery(char status) implements BackendEvent {}

    /** Columns of the rows to come. */
    record RowDescription(int fields) implements BackendEvent {}

    /** Types of a prepared statement's parameters. */
    record ParameterDescription(List<Integer> types) implements BackendEvent {}

    /**
     * A run of {@code DataRow} is over, since another message came or the connection ended.
     *
     * @param rows those that were whole
     * @param bytes of the rows' content, without the messages' types and lengths
     */
    record DataRows(long rows, long bytes) implements BackendEvent {}

    /**
     * A run of {@code CopyData} is over, since another message came or the connection ended.
     *
     * @param bytes without the messages' headers
     */
    record CopyData(long messages, long bytes) implements BackendEvent {}

    /**
     * A statement is done.
     *
     * @param tag such as {@code INSERT 0 1}
     */
    record CommandComplete(String tag) implements BackendEvent {}

    /** The server waits for rows. */
    record CopyInResponse(int columns) implements BackendEvent {}

    /** The server is about to send rows. */
    record CopyOutResponse(int columns) implements BackendEvent {}

    /** Both, as in replication. */
    record CopyBothResponse(int columns) implements BackendEvent {}

    /**
     * Something failed.
     *
     * @param severity such as {@code ERROR} or {@code FATAL}, not translated where the server says it so
     * @param sqlState 5 characters of {@code 0-9A-Z}, such as {@code 40P01}; empty if the server gave no such code
     */
    record ErrorResponse(String severity, String sqlState) implements BackendEvent {}

    /** The server wants something to be known. */
    record NoticeResponse(String severity, String sqlState) implements BackendEvent {}

    /** The decoder no longer understands; it says so once and nothing after it. */
    record Lost(LostReason reason) implements BackendEvent {}
}

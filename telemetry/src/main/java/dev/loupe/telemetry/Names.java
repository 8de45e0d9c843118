package dev.loupe.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import java.util.Set;

/**
 * Every attribute and metric name that Loupe emits (design, section 5). Beside the semantic conventions stand the names
 * of the operators' own plan, so that both a stock dashboard and the plan's reader find what they expect.
 */
public final class Names {
    /** Instrumentation scope of every span and metric. */
    public static final String SCOPE = "dev.loupe";

    /** The object's key after the privacy rules. */
    public static final AttributeKey<String> FILE_NAME = AttributeKey.stringKey("file_name");

    /** Size of the whole object in bytes; for a range read, the total of {@code Content-Range}. */
    public static final AttributeKey<Long> FILE_SIZE_BYTES = AttributeKey.longKey("file_size_bytes");

    /**
     * Seconds from the request's start at the store to the last body byte from it, less the time that the relay was
     * paused because the client did not read.
     */
    public static final AttributeKey<Double> STORAGE_READ_TIME = AttributeKey.doubleKey("storage_read_time_seconds");

    /**
     * Seconds from the first byte sent to the store to its response's head, less the time spent waiting for the
     * client's bytes.
     */
    public static final AttributeKey<Double> STORAGE_WRITE_TIME = AttributeKey.doubleKey("storage_write_time_seconds");

    /** Seconds that the client made the relay wait: for its bytes, or for it to read. */
    public static final AttributeKey<Double> S3_CLIENT_STALL = AttributeKey.doubleKey("loupe.s3.client_stall_seconds");

    /** Seconds from the request's start at the store to the first byte of its response. */
    public static final AttributeKey<Double> S3_FIRST_BYTE = AttributeKey.doubleKey("loupe.s3.first_byte_seconds");

    /** Seconds from the request's arrival until it started at the store: connection, queue, policy. */
    public static final AttributeKey<Double> S3_BEFORE_STORE = AttributeKey.doubleKey("loupe.s3.before_store_seconds");

    /** Seconds of a store's time for an operation that moves no object, such as a listing. */
    public static final AttributeKey<Double> S3_STORE_TIME = AttributeKey.doubleKey("loupe.s3.store_seconds");

    /** The S3 error code of the response's body, such as {@code NoSuchKey}. */
    public static final AttributeKey<String> S3_ERROR_CODE = AttributeKey.stringKey("loupe.s3.error_code");

    /** Which side broke a transfer: {@code client}, {@code store} or {@code proxy}. */
    public static final AttributeKey<String> BROKEN_BY = AttributeKey.stringKey("loupe.broken_by");

    /** After how many body bytes, in the direction that broke, a transfer broke. */
    public static final AttributeKey<Long> BROKEN_AFTER_BYTES = AttributeKey.longKey("loupe.broken_after_bytes");

    /** How often the request was sent again because a pooled connection had gone stale. */
    public static final AttributeKey<Long> RETRIES = AttributeKey.longKey("http.request.resend_count");

    /** Why a trace was kept: the text of a {@link dev.loupe.telemetry.keep.Verdict}, such as {@code slow}. */
    public static final AttributeKey<String> KEEP_REASON = AttributeKey.stringKey("loupe.keep.reason");

    /**
     * What a span asks to be kept for, known only where it was made: {@code lock}, {@code slow}, {@code lost},
     * {@code duplicate}, {@code dead}, {@code truncated}, {@code stuck}, {@code late}, or {@code asked} for the sampled flag of a caller that its path trusts. Never
     * leaves the process.
     */
    public static final AttributeKey<String> KEEP_ASK = AttributeKey.stringKey("loupe.keep.ask");

    /** On what the span's place in its trace rests: {@code explicit}, {@code key}, … {@code ambiguous}, {@code none}. */
    public static final AttributeKey<String> CORRELATION = AttributeKey.stringKey("loupe.correlation");

    /** How many requests it could have belonged to, if that is ambiguous. */
    public static final AttributeKey<Long> CORRELATION_CANDIDATES =
            AttributeKey.longKey("loupe.correlation.candidates");

    /** Pseudonym of the order that the span is about. */
    public static final AttributeKey<String> JOURNEY = AttributeKey.stringKey("loupe.journey");

    /** The kind of business key of which a message had two that disagree. */
    public static final AttributeKey<String> KEY_CONFLICT = AttributeKey.stringKey("loupe.key.conflict");

    /** Pseudonym of the operator who handles the order. */
    public static final AttributeKey<String> OPERATOR_ID = AttributeKey.stringKey("operator_id");

    /** The same as {@link #OPERATOR_ID}. */
    public static final AttributeKey<String> ENDUSER_PSEUDO_ID = AttributeKey.stringKey("enduser.pseudo.id");

    /** Template of an inbound request's path, such as {@code /orders/{order}}. */
    public static final AttributeKey<String> HTTP_ROUTE = AttributeKey.stringKey("http.route");

    /** Template of an outbound request's path. */
    public static final AttributeKey<String> URL_TEMPLATE = AttributeKey.stringKey("url.template");

    /** Name of the service that was called, from the configuration. */
    public static final AttributeKey<String> PEER_SERVICE = AttributeKey.stringKey("peer.service");

    /** Bytes that a tunnel's client has sent, after the connection became a tunnel. */
    public static final AttributeKey<Long> TUNNEL_SENT = AttributeKey.longKey("loupe.tunnel.sent_bytes");

    /** Bytes that a tunnel's client was sent. */
    public static final AttributeKey<Long> TUNNEL_RECEIVED = AttributeKey.longKey("loupe.tunnel.received_bytes");

    /** Bucket of an S3 request. */
    public static final AttributeKey<String> S3_BUCKET = AttributeKey.stringKey("aws.s3.bucket");

    /** Key of an S3 request, after the privacy rules. */
    public static final AttributeKey<String> S3_KEY = AttributeKey.stringKey("aws.s3.key");

    /** Part number of a part request. */
    public static final AttributeKey<Long> S3_PART_NUMBER = AttributeKey.longKey("aws.s3.part_number");

    /** The request id that the store gave. */
    public static final AttributeKey<String> AWS_REQUEST_ID = AttributeKey.stringKey("aws.request_id");

    /** The extended request id that the store gave. */
    public static final AttributeKey<String> AWS_EXTENDED_REQUEST_ID =
            AttributeKey.stringKey("aws.extended_request_id");

    /** Always {@code aws-api} for S3. */
    public static final AttributeKey<String> RPC_SYSTEM = AttributeKey.stringKey("rpc.system");

    /** Always {@code S3}. */
    public static final AttributeKey<String> RPC_SERVICE = AttributeKey.stringKey("rpc.service");

    /** The S3 operation. */
    public static final AttributeKey<String> RPC_METHOD = AttributeKey.stringKey("rpc.method");

    /** HTTP method, {@code _OTHER} if unknown. */
    public static final AttributeKey<String> HTTP_METHOD = AttributeKey.stringKey("http.request.method");

    /** Status code that the client was sent. */
    public static final AttributeKey<Long> HTTP_STATUS = AttributeKey.longKey("http.response.status_code");

    /** Request body bytes that moved. */
    public static final AttributeKey<Long> HTTP_REQUEST_BODY_SIZE = AttributeKey.longKey("http.request.body.size");

    /** Response body bytes that moved. */
    public static final AttributeKey<Long> HTTP_RESPONSE_BODY_SIZE = AttributeKey.longKey("http.response.body.size");

    /** {@code http} or {@code https}, as the client spoke. */
    public static final AttributeKey<String> URL_SCHEME = AttributeKey.stringKey("url.scheme");

    /** Protocol version that the client spoke, {@code 1.0} or {@code 1.1}. */
    public static final AttributeKey<String> NETWORK_PROTOCOL_VERSION =
            AttributeKey.stringKey("network.protocol.version");

    /** The upstream's host. */
    public static final AttributeKey<String> SERVER_ADDRESS = AttributeKey.stringKey("server.address");

    /** The upstream's port. */
    public static final AttributeKey<Long> SERVER_PORT = AttributeKey.longKey("server.port");

    /** Class of an error: a status code as text, an S3 error code, or what broke. */
    public static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    /** Metric label: the S3 operation, from a closed set. */
    public static final AttributeKey<String> OPERATION = AttributeKey.stringKey("operation");

    /** Metric label: {@code ok}, {@code client_error}, {@code server_error}, {@code broken} or {@code refused}. */
    public static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("outcome");

    /** Metric label: why something was dropped, lost or refused, from a closed set. */
    public static final AttributeKey<String> REASON = AttributeKey.stringKey("reason");

    /** Metric label: {@code in} for what clients send, {@code out} for what they get. */
    public static final AttributeKey<String> DIRECTION = AttributeKey.stringKey("direction");

    /** Metric label: {@code 2xx} and so on; {@code none} if there was no answer. */
    public static final AttributeKey<String> STATUS_CLASS = AttributeKey.stringKey("status_class");

    /** Metric label: on what an operation's place in its trace rests, as {@link #CORRELATION}. */
    public static final AttributeKey<String> EVIDENCE = AttributeKey.stringKey("evidence");

    /** Histogram, s. */
    public static final String METRIC_STORAGE_READ_TIME = "storage_read_time_seconds";

    /** Histogram, s. */
    public static final String METRIC_STORAGE_WRITE_TIME = "storage_write_time_seconds";

    /** Histogram, By. */
    public static final String METRIC_FILE_SIZE = "file_size_bytes";

    /** Histogram, s. */
    public static final String METRIC_S3_CLIENT_STALL = "loupe.s3.client_stall_seconds";

    /** Histogram, s. */
    public static final String METRIC_S3_FIRST_BYTE = "loupe.s3.first_byte_seconds";

    /** Histogram, s: the whole request as the client saw it. */
    public static final String METRIC_HTTP_SERVER_DURATION = "http.server.request.duration";

    /** Histogram, s: the upstream's part of a request. */
    public static final String METRIC_HTTP_CLIENT_DURATION = "http.client.request.duration";

    /** Up-down counter: requests in flight. */
    public static final String METRIC_HTTP_ACTIVE = "http.server.active_requests";

    /** Counter, By: body bytes relayed, by direction. */
    public static final String METRIC_RELAYED_BYTES = "loupe.relay.bytes";

    /** Counter: requests refused before they reached the upstream, by reason. */
    public static final String METRIC_REFUSED = "loupe.relay.refused";

    /** Counter: connections or exchanges that could no longer be observed, by reason. */
    public static final String METRIC_LOST = "loupe.observer.lost";

    /** Counter: what wrapped services did, by the evidence for the request that it was done for. */
    public static final String METRIC_CORRELATION = "loupe.correlation.operations";

    /** Counter: requests that make no span because the configuration excludes them, by direction and route. */
    public static final String METRIC_EXCLUDED = "loupe.excluded.requests";

    /** Counter: spans that never left, by reason. */
    public static final String METRIC_SPANS_DROPPED = "loupe.spans.dropped";

    /** Counter: spans kept, by reason. */
    public static final String METRIC_SPANS_KEPT = "loupe.spans.kept";

    /** Counter: attributes that were not on the list of what may leave. */
    public static final String METRIC_ATTRIBUTES_DROPPED = "loupe.attributes.dropped";

    // --- journeys and price calculations

    /** Stage in which an order waits, from the configuration. */
    public static final AttributeKey<String> JOURNEY_STAGE = AttributeKey.stringKey("loupe.journey.stage");

    /** Seconds for which an order has been waiting in its stage. */
    public static final AttributeKey<Double> JOURNEY_WAITING = AttributeKey.doubleKey("loupe.journey.waiting_seconds");

    /** Seconds from the request for a price to the price being stored or answered. */
    public static final AttributeKey<Double> PRICE_CALCULATION_DURATION =
            AttributeKey.doubleKey("price_calculation_duration");

    /** How a price calculation ended: {@code priced}, {@code lost} or {@code superseded}. */
    public static final AttributeKey<String> PRICE_CALCULATION_OUTCOME =
            AttributeKey.stringKey("loupe.price_calculation.outcome");

    /** Metric label: a stage of journeys, from the configuration. */
    public static final AttributeKey<String> STAGE = AttributeKey.stringKey("stage");

    /** Gauge: orders that wait longer than their stage's deadline, by stage. */
    public static final String METRIC_ORDERS_STUCK = "orders_stuck";

    /** Gauge: journeys that are held in memory. */
    public static final String METRIC_JOURNEYS = "loupe.journeys";

    /** Counter: what was forgotten of journeys for want of room, by reason. */
    public static final String METRIC_JOURNEYS_EVICTED = "loupe.journeys.evicted";

    /** Histogram, s. */
    public static final String METRIC_PRICE_CALCULATION_DURATION = "price_calculation_duration_seconds";

    /** Counter: price calculations that brought no price within their deadline. */
    public static final String METRIC_PRICE_CALCULATIONS_LOST = "price_calculations_lost";

    /** Counter: price calculations that are over, by outcome. */
    public static final String METRIC_PRICE_CALCULATIONS = "loupe.price_calculations";

    // --- end of journeys and price calculations

    // --- databases

    /** Always {@code postgresql}. */
    public static final AttributeKey<String> DB_SYSTEM = AttributeKey.stringKey("db.system.name");

    /** The database that a session is connected to. */
    public static final AttributeKey<String> DB_NAMESPACE = AttributeKey.stringKey("db.namespace");

    /** What a statement does, such as {@code SELECT}. */
    public static final AttributeKey<String> DB_OPERATION = AttributeKey.stringKey("db.operation.name");

    /** The table that a statement works on, if it is one. */
    public static final AttributeKey<String> DB_COLLECTION = AttributeKey.stringKey("db.collection.name");

    /** What a statement does and to which tables, such as {@code SELECT orders}. */
    public static final AttributeKey<String> DB_QUERY_SUMMARY = AttributeKey.stringKey("db.query.summary");

    /** A statement without its literals. */
    public static final AttributeKey<String> DB_QUERY_TEXT = AttributeKey.stringKey("db.query.text");

    /** SQLSTATE of a statement that failed, 5 characters. */
    public static final AttributeKey<String> DB_STATUS = AttributeKey.stringKey("db.response.status_code");

    /** Rows that a statement returned. */
    public static final AttributeKey<Long> DB_RETURNED_ROWS = AttributeKey.longKey("db.response.returned_rows");

    /** Rows that a statement inserted, changed, deleted or copied, as the server says it. */
    public static final AttributeKey<Long> DB_ROWS_AFFECTED = AttributeKey.longKey("loupe.db.rows_affected");

    /** Bytes of the messages that a statement was sent with. */
    public static final AttributeKey<Long> DB_SENT_BYTES = AttributeKey.longKey("loupe.db.sent_bytes");

    /** Bytes of the messages of a statement's result. */
    public static final AttributeKey<Long> DB_RECEIVED_BYTES = AttributeKey.longKey("loupe.db.received_bytes");

    /**
     * {@code new} for the first execution of a prepared statement, {@code reused} for a further one, {@code no} for
     * one that is prepared and run at once or not prepared at all.
     */
    public static final AttributeKey<String> DB_PREPARED = AttributeKey.stringKey("loupe.db.prepared");

    /** Seconds that it took to prepare a statement beforehand; on its first execution. */
    public static final AttributeKey<Double> DB_PREPARE_TIME = AttributeKey.doubleKey("loupe.db.prepare_seconds");

    /** Seconds in which the client did not read a statement's result. */
    public static final AttributeKey<Double> DB_CLIENT_STALL = AttributeKey.doubleKey("loupe.db.client_stall_seconds");

    /** Seconds in which a statement waited for those before it in its pipeline. */
    public static final AttributeKey<Double> DB_QUEUED = AttributeKey.doubleKey("loupe.db.queued_seconds");

    /** In how many portions the client fetched a result, if in several. */
    public static final AttributeKey<Long> DB_FETCHES = AttributeKey.longKey("loupe.db.fetches");

    /** Seconds from a statement's last byte to the last byte of its result. */
    public static final AttributeKey<Double> DB_QUERY_DURATION = AttributeKey.doubleKey("db_query_duration_seconds");

    /**
     * Seconds from a statement's last byte, or from the end of the one before it in its pipeline, to the first byte of
     * its result.
     */
    public static final AttributeKey<Double> DB_EXECUTION_TIME = AttributeKey.doubleKey("query_execution_time_seconds");

    /** 16 hex digits that all statements of the same sanitised text have in common. */
    public static final AttributeKey<String> DB_FINGERPRINT = AttributeKey.stringKey("loupe.db.fingerprint");

    /** What kind of failure a SQLSTATE stands for, from a closed set, such as {@code deadlock}. */
    public static final AttributeKey<String> DB_FAILURE = AttributeKey.stringKey("loupe.db.failure");

    /** Whether somebody asked through the relay for a statement to be cancelled. */
    public static final AttributeKey<Boolean> DB_CANCEL_REQUESTED =
            AttributeKey.booleanKey("loupe.db.cancel_requested");

    /** {@code committed}, {@code rolled_back}, {@code failed} or {@code broken}. */
    public static final AttributeKey<String> DB_TRANSACTION_OUTCOME =
            AttributeKey.stringKey("loupe.db.transaction.outcome");

    /** How many statements a transaction had. */
    public static final AttributeKey<Long> DB_TRANSACTION_STATEMENTS =
            AttributeKey.longKey("loupe.db.transaction.statements");

    /** Seconds in which a transaction was open and ran nothing. */
    public static final AttributeKey<Double> DB_IDLE_IN_TRANSACTION =
            AttributeKey.doubleKey("loupe.db.idle_in_transaction_seconds");

    /** Seconds that a statement waited for locks. */
    public static final AttributeKey<Double> LOCK_WAIT = AttributeKey.doubleKey("loupe.lock.wait_seconds");

    /** What kind of thing the lock is on, such as {@code tuple}. */
    public static final AttributeKey<String> LOCK_TYPE = AttributeKey.stringKey("loupe.lock.type");

    /** Such as {@code ShareLock}. */
    public static final AttributeKey<String> LOCK_MODE = AttributeKey.stringKey("loupe.lock.mode");

    /** The table that the lock has to do with. */
    public static final AttributeKey<String> LOCK_RELATION = AttributeKey.stringKey("loupe.lock.relation");

    /** Trace of who was in the way. */
    public static final AttributeKey<String> LOCK_BLOCKER_TRACE = AttributeKey.stringKey("loupe.lock.blocker.trace_id");

    /** Span of who was in the way. */
    public static final AttributeKey<String> LOCK_BLOCKER_SPAN = AttributeKey.stringKey("loupe.lock.blocker.span_id");

    /** Summary of the statement of who was in the way. */
    public static final AttributeKey<String> LOCK_BLOCKER_SUMMARY =
            AttributeKey.stringKey("loupe.lock.blocker.summary");

    /** Such as {@code idle in transaction}. */
    public static final AttributeKey<String> LOCK_BLOCKER_STATE = AttributeKey.stringKey("loupe.lock.blocker.state");

    /** {@code application_name} of who was in the way, if that does not pass through a relay. */
    public static final AttributeKey<String> LOCK_BLOCKER_APPLICATION =
            AttributeKey.stringKey("loupe.lock.blocker.application_name");

    /** Whom those in the way wait for in turn. */
    public static final AttributeKey<String> LOCK_CHAIN = AttributeKey.stringKey("loupe.lock.chain");

    /** Whether that comes back to the waiter. */
    public static final AttributeKey<Boolean> LOCK_CYCLE = AttributeKey.booleanKey("loupe.lock.cycle");

    /** Seconds that others waited for this transaction, all added up. */
    public static final AttributeKey<Double> LOCK_CAUSED = AttributeKey.doubleKey("loupe.lock.caused_seconds");

    /** How many waited for this transaction. */
    public static final AttributeKey<Long> LOCK_CAUSED_WAITERS = AttributeKey.longKey("loupe.lock.caused_waiters");

    /** Trace of the first that waited for this transaction. */
    public static final AttributeKey<String> LOCK_WAITER_TRACE = AttributeKey.stringKey("loupe.lock.waiter.trace_id");

    /** Metric label: first two characters of a SQLSTATE. */
    public static final AttributeKey<String> SQLSTATE_CLASS = AttributeKey.stringKey("sqlstate_class");

    /** Metric label: how a transaction ended, as {@link #DB_TRANSACTION_OUTCOME}. */
    public static final AttributeKey<String> TRANSACTION_OUTCOME = AttributeKey.stringKey("transaction_outcome");

    /** Histogram, s. */
    public static final String METRIC_DB_QUERY_DURATION = "db_query_duration_seconds";

    /** Histogram, s. */
    public static final String METRIC_DB_EXECUTION_TIME = "query_execution_time_seconds";

    /** Histogram, s: waits of relayed statements for locks. */
    public static final String METRIC_DB_LOCK_WAIT = "db_lock_wait_time_seconds";

    /** Histogram, s: a statement as its client saw it. */
    public static final String METRIC_DB_CLIENT_DURATION = "db.client.operation.duration";

    /** Counter: statements over their threshold. */
    public static final String METRIC_SLOW_QUERIES = "slow_queries_count";

    /** Counter: errors that servers reported, by class of SQLSTATE. */
    public static final String METRIC_DB_ERRORS = "loupe.db.errors";

    /** Counter: sessions that began. */
    public static final String METRIC_DB_CONNECTIONS_OPENED = "loupe.db.connections.opened";

    /** Histogram, s: how long sessions lasted. */
    public static final String METRIC_DB_CONNECTION_AGE = "loupe.db.connection.age";

    /** Histogram, s: explicit transactions. */
    public static final String METRIC_DB_TRANSACTION_DURATION = "loupe.db.transaction.duration";

    /** Histogram, s: how long a transaction was open and ran nothing. */
    public static final String METRIC_DB_IDLE_IN_TRANSACTION = "loupe.db.idle_in_transaction";

    /** Counter: rows returned or touched. */
    public static final String METRIC_DB_ROWS = "loupe.db.rows";

    /** Counter: what there was no room to remember of sessions, by reason. */
    public static final String METRIC_DB_OVERFLOW = "loupe.db.overflow";

    // --- end of databases

    // --- the database monitor

    /** Metric label: a database, as the configuration names it. */
    public static final AttributeKey<String> DATABASE = AttributeKey.stringKey("database");

    /** Metric label: {@code server} for what the database says, {@code relay} for what passes through here. */
    public static final AttributeKey<String> SEEN_BY = AttributeKey.stringKey("seen_by");

    /** Metric label: state of a backend, as {@code pg_stat_activity.state} with {@code _} for blanks. */
    public static final AttributeKey<String> STATE = AttributeKey.stringKey("state");

    /** Metric label: one of the tables that were busiest; {@code _other} beyond a number of them. */
    public static final AttributeKey<String> TABLE = AttributeKey.stringKey("table");

    /** Gauge: backends in state {@code active}, and connections that are held through the relay. */
    public static final String METRIC_DB_CONNECTIONS_ACTIVE = "db_connections_active";

    /** Description of {@link #METRIC_DB_CONNECTIONS_ACTIVE}, which two places measure. */
    public static final String DB_CONNECTIONS_ACTIVE_DESCRIPTION =
            "Backends in state active, and connections that are held through the relay";

    /** Gauge: 1 while the database answers its monitor, else 0. */
    public static final String METRIC_DB_UP = "loupe.db.up";

    /** Gauge: connections of clients to the database, by state. */
    public static final String METRIC_DB_CONNECTIONS = "loupe.db.connections";

    /** Gauge, s: age of the oldest transaction. */
    public static final String METRIC_DB_LONGEST_TRANSACTION = "loupe.db.longest_transaction_seconds";

    /** Gauge: backends that wait for a heavyweight lock. */
    public static final String METRIC_DB_LOCK_WAITS = "loupe.db.lock_waits";

    /** Gauge: dead tuples of the busiest tables. */
    public static final String METRIC_DB_DEAD_TUPLES = "loupe.db.dead_tuples";

    /** Gauge, s: how far replaying is behind: of the slowest standby, or of this server if it is one. */
    public static final String METRIC_DB_REPLICATION_LAG = "loupe.db.replication_lag_seconds";

    /** Gauge, By: write-ahead log that the slowest standby, or this one, has not replayed. */
    public static final String METRIC_DB_REPLICATION_LAG_BYTES = "loupe.db.replication_lag_bytes";

    /** Gauge, 0 to 1: blocks found in shared buffers, of all that were wanted since the look before. */
    public static final String METRIC_DB_CACHE_HIT_RATIO = "loupe.db.cache_hit_ratio";

    /** Counter of the server's: deadlocks. */
    public static final String METRIC_DB_DEADLOCKS = "loupe.db.deadlocks";

    /** Counter of the server's: statements that {@code pg_stat_statements} has seen. */
    public static final String METRIC_DB_STATEMENTS = "loupe.db.statements";

    /** Counter of the server's, s: what they took to execute. */
    public static final String METRIC_DB_STATEMENTS_TIME = "loupe.db.statements_execution_seconds";

    /** Counter: questions, answers and releases between monitors, by outcome. */
    public static final String METRIC_DB_EXCHANGE = "loupe.db.exchange_messages";

    /** Counter: plans asked for, by outcome. */
    public static final String METRIC_DB_PLANS = "loupe.db.plans";

    // --- end of the database monitor

    // --- what becomes of messages

    /** Metric label: a broker, as the configuration names it. */
    public static final AttributeKey<String> BROKER = AttributeKey.stringKey("broker");

    /** Metric label: exchange and routing key, and for deliveries the queue, of a closed set. */
    public static final AttributeKey<String> DESTINATION = AttributeKey.stringKey("destination");

    /** Counter: messages that were lost, by reason. */
    public static final String METRIC_MESSAGES_LOST = "messages_lost";

    /** Counter: messages of which nobody can know whether they were lost, by reason. */
    public static final String METRIC_MESSAGES_UNKNOWN = "messages_unknown";

    /** Counter: messages that were published or delivered twice, by reason. */
    public static final String METRIC_MESSAGES_DUPLICATED = "messages_duplicated";

    /** Counter: messages that were too long in their queue. */
    public static final String METRIC_MESSAGES_LATE = "messages_late";

    /** Counter: messages that a consumer kept for too long. */
    public static final String METRIC_MESSAGES_STUCK = "messages_stuck";

    /** Gauge: messages that a consumer keeps for too long now. */
    public static final String METRIC_MESSAGES_STUCK_NOW = "loupe.messages.stuck";

    /** Counter: messages that had been told to be lost or unknown, and were not, by how that became known. */
    public static final String METRIC_MESSAGES_RESOLVED = "loupe.messages.resolved";

    /** Gauge: messages that are remembered. */
    public static final String METRIC_MESSAGES_REMEMBERED = "loupe.messages.remembered";

    /** Counter: messages that were forgotten before their time, for want of room. */
    public static final String METRIC_MESSAGES_FORGOTTEN = "loupe.messages.forgotten";

    /** Counter: deliveries for which there was no room to see whether they get stuck. */
    public static final String METRIC_MESSAGES_UNWATCHED = "loupe.messages.unwatched";

    // --- end of what becomes of messages

    // --- messages

    /** Always {@code rabbitmq}. */
    public static final AttributeKey<String> MESSAGING_SYSTEM = AttributeKey.stringKey("messaging.system");

    /** {@code publish}, {@code process}, or {@code receive} if nobody can see how long it is worked on. */
    public static final AttributeKey<String> MESSAGING_OPERATION_NAME =
            AttributeKey.stringKey("messaging.operation.name");

    /** {@code send}, {@code process} or {@code receive}. */
    public static final AttributeKey<String> MESSAGING_OPERATION_TYPE =
            AttributeKey.stringKey("messaging.operation.type");

    /** Exchange, routing key and, for a consumer, queue, joined by colons, without what identifies anybody. */
    public static final AttributeKey<String> MESSAGING_DESTINATION =
            AttributeKey.stringKey("messaging.destination.name");

    /** The same, if its routing key has parameters. */
    public static final AttributeKey<String> MESSAGING_DESTINATION_TEMPLATE =
            AttributeKey.stringKey("messaging.destination.template");

    /** Whether the queue is gone with who made it. */
    public static final AttributeKey<Boolean> MESSAGING_DESTINATION_TEMPORARY =
            AttributeKey.booleanKey("messaging.destination.temporary");

    /** Whether the queue's name was made up by a machine. */
    public static final AttributeKey<Boolean> MESSAGING_DESTINATION_ANONYMOUS =
            AttributeKey.booleanKey("messaging.destination.anonymous");

    /** Routing key, without what identifies anybody. */
    public static final AttributeKey<String> RABBITMQ_ROUTING_KEY =
            AttributeKey.stringKey("messaging.rabbitmq.destination.routing_key");

    /** Number of a delivery on its channel. */
    public static final AttributeKey<Long> RABBITMQ_DELIVERY_TAG =
            AttributeKey.longKey("messaging.rabbitmq.message.delivery_tag");

    /** {@code message-id} if it is a UUID, else its pseudonym. */
    public static final AttributeKey<String> MESSAGING_MESSAGE_ID = AttributeKey.stringKey("messaging.message.id");

    /** {@code correlation-id} if it is a UUID, else its pseudonym. */
    public static final AttributeKey<String> MESSAGING_CONVERSATION_ID =
            AttributeKey.stringKey("messaging.message.conversation_id");

    /** Bytes of a message's body. */
    public static final AttributeKey<Long> MESSAGING_BODY_SIZE = AttributeKey.longKey("messaging.message.body.size");

    /** The queue that a message was delivered from. */
    public static final AttributeKey<String> QUEUE_NAME = AttributeKey.stringKey("queue_name");

    /** The same as {@link #MESSAGING_MESSAGE_ID}. */
    public static final AttributeKey<String> MESSAGE_ID = AttributeKey.stringKey("message_id");

    /** Seconds from a delivery to its acknowledgement. */
    public static final AttributeKey<Double> MESSAGE_PROCESSING_TIME =
            AttributeKey.doubleKey("message_processing_time_seconds");

    /** What became of a publish, such as {@code confirmed} or {@code unroutable}. */
    public static final AttributeKey<String> MESSAGE_OUTCOME = AttributeKey.stringKey("loupe.message.outcome");

    /** What a consumer did with a message, such as {@code acked} or {@code requeued}. */
    public static final AttributeKey<String> MESSAGE_SETTLEMENT = AttributeKey.stringKey("loupe.message.settlement");

    /** {@code manual}, or {@code automatic}: then nobody can see how long it was worked on. */
    public static final AttributeKey<String> MESSAGE_ACK = AttributeKey.stringKey("loupe.message.ack");

    /** Whether the broker says that it may have delivered the message before. */
    public static final AttributeKey<Boolean> MESSAGE_REDELIVERED =
            AttributeKey.booleanKey("loupe.message.redelivered");

    /** How often the message was delivered, with this time, as far as that is known. */
    public static final AttributeKey<Long> MESSAGE_ATTEMPTS = AttributeKey.longKey("loupe.message.attempts");

    /** How many unacknowledged messages the consumer may have. */
    public static final AttributeKey<Long> MESSAGE_PREFETCH = AttributeKey.longKey("loupe.message.prefetch");

    /** Seconds from a message's publish to its delivery. */
    public static final AttributeKey<Double> MESSAGE_QUEUE_TIME = AttributeKey.doubleKey("loupe.message.queue_seconds");

    /** By which clocks that is known: {@code relay}, {@code relays}, {@code publisher} or {@code broker}. */
    public static final AttributeKey<String> MESSAGE_QUEUE_CLOCK = AttributeKey.stringKey("loupe.message.queue_clock");

    /** Seconds that a delivery waited behind unacknowledged ones of its consumer; not there for one that works on several. */
    public static final AttributeKey<Double> MESSAGE_WAIT_TIME = AttributeKey.doubleKey("loupe.message.wait_seconds");

    /** Seconds that a delivery was worked on, without that wait. */
    public static final AttributeKey<Double> MESSAGE_OWN_PROCESSING_TIME =
            AttributeKey.doubleKey("loupe.message.processing_seconds");

    /** Seconds of a publish in which the broker had blocked its connection. */
    public static final AttributeKey<Double> MESSAGE_BLOCKED_TIME =
            AttributeKey.doubleKey("loupe.message.blocked_seconds");

    /** Reply code of what ended a publish, such as {@code 312}. */
    public static final AttributeKey<String> MESSAGE_REPLY_CODE = AttributeKey.stringKey("loupe.message.reply_code");

    /** In how many queues, and for how many reasons, a message died. */
    public static final AttributeKey<Long> MESSAGE_DEATHS = AttributeKey.longKey("loupe.message.deaths");

    /** Why it died last: {@code rejected}, {@code expired}, {@code maxlen} or {@code delivery_limit}. */
    public static final AttributeKey<String> MESSAGE_DEATH_REASON =
            AttributeKey.stringKey("loupe.message.death_reason");

    /** In which queue it died last. */
    public static final AttributeKey<String> MESSAGE_DEATH_QUEUE = AttributeKey.stringKey("loupe.message.death_queue");

    /** How often it died there. */
    public static final AttributeKey<Long> MESSAGE_DEATH_COUNT = AttributeKey.longKey("loupe.message.death_count");

    /** Trace of the first delivery of a message that was delivered again. */
    public static final AttributeKey<String> MESSAGE_FIRST_TRACE =
            AttributeKey.stringKey("loupe.message.first.trace_id");

    /** Span of that. */
    public static final AttributeKey<String> MESSAGE_FIRST_SPAN = AttributeKey.stringKey("loupe.message.first.span_id");

    /** Trace of what a delivery or publish is a duplicate of. */
    public static final AttributeKey<String> MESSAGE_DUPLICATE_OF_TRACE =
            AttributeKey.stringKey("loupe.message.duplicate_of.trace_id");

    /** Trace of a delivery's publish, if it is another. */
    public static final AttributeKey<String> MESSAGE_PUBLISHER_TRACE =
            AttributeKey.stringKey("loupe.message.publisher.trace_id");

    /** Whether a message was longer in its queue than it may be. */
    public static final AttributeKey<Boolean> MESSAGE_LATE = AttributeKey.booleanKey("loupe.message.late");

    /** Whether its consumer had it for longer than it may. */
    public static final AttributeKey<Boolean> MESSAGE_STUCK = AttributeKey.booleanKey("loupe.message.stuck");

    /** Metric label: as {@link #MESSAGE_SETTLEMENT}. */
    public static final AttributeKey<String> SETTLEMENT = AttributeKey.stringKey("settlement");

    /** Metric label: as {@link #MESSAGE_QUEUE_CLOCK}. */
    public static final AttributeKey<String> CLOCK = AttributeKey.stringKey("clock");

    /** Metric label: reply code of AMQP, or {@code other}. */
    public static final AttributeKey<String> REPLY_CODE = AttributeKey.stringKey("reply_code");

    /** Histogram, s: from delivery to acknowledgement. */
    public static final String METRIC_MESSAGE_PROCESSING_TIME = "message_processing_time_seconds";

    /** Histogram, s: from a publish to its confirm or commit. */
    public static final String METRIC_MESSAGING_CLIENT_DURATION = "messaging.client.operation.duration";

    /** Histogram, s: from delivery to settlement. */
    public static final String METRIC_MESSAGING_PROCESS_DURATION = "messaging.process.duration";

    /** Counter: messages published. */
    public static final String METRIC_MESSAGING_SENT = "messaging.client.sent.messages";

    /** Counter: messages delivered. */
    public static final String METRIC_MESSAGING_CONSUMED = "messaging.client.consumed.messages";

    /** Histogram, s: from publish to delivery, by the clock. */
    public static final String METRIC_MESSAGE_QUEUE_TIME = "loupe.message.queue_seconds";

    /** Histogram, s: waits of deliveries behind unacknowledged ones of their consumers. */
    public static final String METRIC_MESSAGE_WAIT_TIME = "loupe.message.wait_seconds";

    /** Counter: publishes that are over, by outcome. */
    public static final String METRIC_MESSAGE_OUTCOMES = "loupe.message.publishes";

    /** Counter: deliveries that are over, by settlement. */
    public static final String METRIC_MESSAGE_SETTLEMENTS = "loupe.message.deliveries";

    /** Counter: what there was no room to remember of connections to a broker, by reason. */
    public static final String METRIC_MESSAGE_OVERFLOW = "loupe.message.overflow";

    /** Counter: channels that the broker closed, by reply code. */
    public static final String METRIC_CHANNEL_EXCEPTIONS = "loupe.message.channel_exceptions";

    /** Counter: consumers that the broker ended. */
    public static final String METRIC_CONSUMERS_CANCELLED = "loupe.message.consumers_cancelled";

    /** Counter: how often the broker has blocked a connection. */
    public static final String METRIC_BLOCKED = "loupe.message.blocked";

    /** Counter, s: for how long it did. */
    public static final String METRIC_BLOCKED_TIME = "loupe.message.blocked_seconds";

    /** Up-down counter: connections to a broker that are observed. */
    public static final String METRIC_AMQP_CONNECTIONS = "loupe.message.connections";

    /** Up-down counter: channels of these. */
    public static final String METRIC_AMQP_CHANNELS = "loupe.message.channels";

    // --- end of messages

    // --- the broker monitor

    /** Metric label: a queue, of a closed set; generated names are {@code (temporary)}, beyond a number {@code _OTHER}. */
    public static final AttributeKey<String> QUEUE = AttributeKey.stringKey("queue");

    /** Gauge: messages ready plus unacknowledged; ready only where the broker has no management API. */
    public static final String METRIC_QUEUE_DEPTH = "queue_depth";

    /** Gauge, 0 to 1: part of the time in which a queue can deliver at once: the broker's {@code consumer_capacity}. */
    public static final String METRIC_CONSUMER_UTILIZATION = "consumer_utilization";

    /** Gauge: messages ready in the dead-letter queues. */
    public static final String METRIC_DEAD_LETTER_QUEUE_SIZE = "dead_letter_queue_size";

    /** Gauge: messages that wait to be delivered. */
    public static final String METRIC_QUEUE_READY = "loupe.queue.ready";

    /** Gauge: messages that consumers have in their hands. */
    public static final String METRIC_QUEUE_UNACKNOWLEDGED = "loupe.queue.unacknowledged";

    /** Gauge: consumers of a queue. */
    public static final String METRIC_QUEUE_CONSUMERS = "loupe.queue.consumers";

    /** Gauge, s: age of the message at a queue's head, if its publisher has dated it. */
    public static final String METRIC_QUEUE_OLDEST = "loupe.queue.oldest_age_seconds";

    /** Counter of the broker's: messages that a queue has taken. */
    public static final String METRIC_QUEUE_PUBLISHED = "loupe.queue.published";

    /** Counter of the broker's: messages that a queue has delivered. */
    public static final String METRIC_QUEUE_DELIVERED = "loupe.queue.delivered";

    /** Counter of the broker's: messages of a queue that were acknowledged. */
    public static final String METRIC_QUEUE_ACKED = "loupe.queue.acked";

    /** Counter of the broker's: messages that a queue has delivered again. */
    public static final String METRIC_QUEUE_REDELIVERED = "loupe.queue.redelivered";

    /** Gauge: 1 while the broker answers its monitor, else 0. */
    public static final String METRIC_BROKER_UP = "loupe.broker.up";

    /** Gauge: 1 while a node has too little memory. */
    public static final String METRIC_BROKER_MEMORY_ALARM = "loupe.broker.memory_alarm";

    /** Gauge: 1 while a node has too little free disk space. */
    public static final String METRIC_BROKER_DISK_ALARM = "loupe.broker.disk_alarm";

    /** Gauge: 1 while an alarm holds up those that publish. */
    public static final String METRIC_BROKER_BLOCKED = "loupe.broker.blocked";

    /** Gauge: connections of clients to the broker. */
    public static final String METRIC_BROKER_CONNECTIONS = "loupe.broker.connections";

    // --- end of the broker monitor

    /** All that may leave the process on a span, an event or a link, unless the configuration adds to it. */
    public static final Set<AttributeKey<?>> MAY_LEAVE = Set.of(
            FILE_NAME,
            FILE_SIZE_BYTES,
            STORAGE_READ_TIME,
            STORAGE_WRITE_TIME,
            S3_CLIENT_STALL,
            S3_FIRST_BYTE,
            S3_BEFORE_STORE,
            S3_STORE_TIME,
            S3_ERROR_CODE,
            BROKEN_BY,
            BROKEN_AFTER_BYTES,
            RETRIES,
            KEEP_REASON,
            CORRELATION,
            CORRELATION_CANDIDATES,
            JOURNEY,
            KEY_CONFLICT,
            OPERATOR_ID,
            ENDUSER_PSEUDO_ID,
            HTTP_ROUTE,
            URL_TEMPLATE,
            PEER_SERVICE,
            TUNNEL_SENT,
            TUNNEL_RECEIVED,
            S3_BUCKET,
            S3_KEY,
            S3_PART_NUMBER,
            AWS_REQUEST_ID,
            AWS_EXTENDED_REQUEST_ID,
            RPC_SYSTEM,
            RPC_SERVICE,
            RPC_METHOD,
            HTTP_METHOD,
            HTTP_STATUS,
            HTTP_REQUEST_BODY_SIZE,
            HTTP_RESPONSE_BODY_SIZE,
            URL_SCHEME,
            NETWORK_PROTOCOL_VERSION,
            SERVER_ADDRESS,
            SERVER_PORT,
            ERROR_TYPE,
            JOURNEY_STAGE,
            JOURNEY_WAITING,
            PRICE_CALCULATION_DURATION,
            PRICE_CALCULATION_OUTCOME,
            DB_SYSTEM,
            DB_NAMESPACE,
            DB_OPERATION,
            DB_COLLECTION,
            DB_QUERY_SUMMARY,
            DB_QUERY_TEXT,
            DB_STATUS,
            DB_RETURNED_ROWS,
            DB_ROWS_AFFECTED,
            DB_SENT_BYTES,
            DB_RECEIVED_BYTES,
            DB_PREPARED,
            DB_PREPARE_TIME,
            DB_CLIENT_STALL,
            DB_QUEUED,
            DB_FETCHES,
            DB_QUERY_DURATION,
            DB_EXECUTION_TIME,
            DB_FINGERPRINT,
            DB_FAILURE,
            DB_CANCEL_REQUESTED,
            DB_TRANSACTION_OUTCOME,
            DB_TRANSACTION_STATEMENTS,
            DB_IDLE_IN_TRANSACTION,
            LOCK_WAIT,
            LOCK_TYPE,
            LOCK_MODE,
            LOCK_RELATION,
            LOCK_BLOCKER_TRACE,
            LOCK_BLOCKER_SPAN,
            LOCK_BLOCKER_SUMMARY,
            LOCK_BLOCKER_STATE,
            LOCK_BLOCKER_APPLICATION,
            LOCK_CHAIN,
            LOCK_CYCLE,
            LOCK_CAUSED,
            LOCK_CAUSED_WAITERS,
            LOCK_WAITER_TRACE,
            MESSAGING_SYSTEM,
            MESSAGING_OPERATION_NAME,
            MESSAGING_OPERATION_TYPE,
            MESSAGING_DESTINATION,
            MESSAGING_DESTINATION_TEMPLATE,
            MESSAGING_DESTINATION_TEMPORARY,
            MESSAGING_DESTINATION_ANONYMOUS,
            RABBITMQ_ROUTING_KEY,
            RABBITMQ_DELIVERY_TAG,
            MESSAGING_MESSAGE_ID,
            MESSAGING_CONVERSATION_ID,
            MESSAGING_BODY_SIZE,
            QUEUE_NAME,
            MESSAGE_ID,
            MESSAGE_PROCESSING_TIME,
            MESSAGE_OUTCOME,
            MESSAGE_SETTLEMENT,
            MESSAGE_ACK,
            MESSAGE_REDELIVERED,
            MESSAGE_ATTEMPTS,
            MESSAGE_PREFETCH,
            MESSAGE_QUEUE_TIME,
            MESSAGE_QUEUE_CLOCK,
            MESSAGE_WAIT_TIME,
            MESSAGE_OWN_PROCESSING_TIME,
            MESSAGE_BLOCKED_TIME,
            MESSAGE_REPLY_CODE,
            MESSAGE_DEATHS,
            MESSAGE_DEATH_REASON,
            MESSAGE_DEATH_QUEUE,
            MESSAGE_DEATH_COUNT,
            MESSAGE_FIRST_TRACE,
            MESSAGE_FIRST_SPAN,
            MESSAGE_DUPLICATE_OF_TRACE,
            MESSAGE_PUBLISHER_TRACE,
            MESSAGE_LATE,
            MESSAGE_STUCK);

    /** What spans say to this process only. */
    public static final Set<AttributeKey<?>> INTERNAL = Set.of(KEEP_ASK);

    /** Labels of metrics that no span carries. */
    public static final Set<AttributeKey<?>> LABELS = Set.of(
            OPERATION,
            OUTCOME,
            REASON,
            DIRECTION,
            STATUS_CLASS,
            EVIDENCE,
            STAGE,
            SQLSTATE_CLASS,
            TRANSACTION_OUTCOME,
            DATABASE,
            SEEN_BY,
            STATE,
            TABLE,
            BROKER,
            DESTINATION,
            SETTLEMENT,
            CLOCK,
            REPLY_CODE,
            QUEUE);

    private Names() {}
}

package dev.loupe.relay.amqp.protocol;

/**
 * The methods of AMQP 0-9-1 and of RabbitMQ's extensions by their class and method, as the first four bytes of a method frame
 * have them.
 */
final class Methods {
    static final int CONNECTION = 10;
    static final int BASIC = 60;

    static final int CONNECTION_START = CONNECTION << 16 | 10;
    static final int CONNECTION_START_OK = CONNECTION << 16 | 11;
    static final int CONNECTION_SECURE = CONNECTION << 16 | 20;
    static final int CONNECTION_SECURE_OK = CONNECTION << 16 | 21;
    static final int CONNECTION_TUNE = CONNECTION << 16 | 30;
    static final int CONNECTION_TUNE_OK = CONNECTION << 16 | 31;
    static final int CONNECTION_OPEN = CONNECTION << 16 | 40;
    static final int CONNECTION_OPEN_OK = CONNECTION << 16 | 41;
    static final int CONNECTION_CLOSE = CONNECTION << 16 | 50;
    static final int CONNECTION_CLOSE_OK = CONNECTION << 16 | 51;
    static final int CONNECTION_BLOCKED = CONNECTION << 16 | 60;
    static final int CONNECTION_UNBLOCKED = CONNECTION << 16 | 61;
    static final int CONNECTION_UPDATE_SECRET = CONNECTION << 16 | 70;
    static final int CONNECTION_UPDATE_SECRET_OK = CONNECTION << 16 | 71;

    static final int CHANNEL_OPEN = 20 << 16 | 10;
    static final int CHANNEL_OPEN_OK = 20 << 16 | 11;
    static final int CHANNEL_CLOSE = 20 << 16 | 40;
    static final int CHANNEL_CLOSE_OK = 20 << 16 | 41;

    static final int ACCESS_REQUEST = 30 << 16 | 10;
    static final int ACCESS_REQUEST_OK = 30 << 16 | 11;

    static final int EXCHANGE_DECLARE = 40 << 16 | 10;
    static final int EXCHANGE_DECLARE_OK = 40 << 16 | 11;
    static final int EXCHANGE_DELETE = 40 << 16 | 20;
    static final int EXCHANGE_DELETE_OK = 40 << 16 | 21;
    static final int EXCHANGE_BIND = 40 << 16 | 30;
    static final int EXCHANGE_BIND_OK = 40 << 16 | 31;
    static final int EXCHANGE_UNBIND = 40 << 16 | 40;
    static final int EXCHANGE_UNBIND_OK = 40 << 16 | 51;

    static final int QUEUE_DECLARE = 50 << 16 | 10;
    static final int QUEUE_DECLARE_OK = 50 << 16 | 11;
    static final int QUEUE_BIND = 50 << 16 | 20;
    static final int QUEUE_BIND_OK = 50 << 16 | 21;
    static final int QUEUE_PURGE = 50 << 16 | 30;
    static final int QUEUE_PURGE_OK = 50 << 16 | 31;
    static final int QUEUE_DELETE = 50 << 16 | 40;
    static final int QUEUE_DELETE_OK = 50 << 16 | 41;
    static final int QUEUE_UNBIND = 50 << 16 | 50;
    static final int QUEUE_UNBIND_OK = 50 << 16 | 51;

    static final int BASIC_QOS = BASIC << 16 | 10;
    static final int BASIC_QOS_OK = BASIC << 16 | 11;
    static final int BASIC_CONSUME = BASIC << 16 | 20;
    static final int BASIC_CONSUME_OK = BASIC << 16 | 21;
    static final int BASIC_CANCEL = BASIC << 16 | 30;
    static final int BASIC_CANCEL_OK = BASIC << 16 | 31;
    static final int BASIC_PUBLISH = BASIC << 16 | 40;
    static final int BASIC_RETURN = BASIC << 16 | 50;
    static final int BASIC_DELIVER = BASIC << 16 | 60;
    static final int BASIC_GET = BASIC << 16 | 70;
    static final int BASIC_GET_OK = BASIC << 16 | 71;
    static final int BASIC_GET_EMPTY = BASIC << 16 | 72;
    static final int BASIC_ACK = BASIC << 16 | 80;
    static final int BASIC_REJECT = BASIC << 16 | 90;
    static final int BASIC_RECOVER_ASYNC = BASIC << 16 | 100;
    static final int BASIC_RECOVER = BASIC << 16 | 110;
    static final int BASIC_RECOVER_OK = BASIC << 16 | 111;
    static final int BASIC_NACK = BASIC << 16 | 120;

    static final int CONFIRM_SELECT = 85 << 16 | 10;
    static final int CONFIRM_SELECT_OK = 85 << 16 | 11;

    static final int TX_SELECT = 90 << 16 | 10;
    static final int TX_SELECT_OK = 90 << 16 | 11;
    static final int TX_COMMIT = 90 << 16 | 20;
    static final int TX_COMMIT_OK = 90 << 16 | 21;
    static final int TX_ROLLBACK = 90 << 16 | 30;
    static final int TX_ROLLBACK_OK = 90 << 16 | 31;

    private Methods() {}

    static int classOf(int method) {
        return method >>> 16;
    }

    static int idOf(int method) {
        return method & 0xffff;
    }

    static boolean isOfKnownClass(int method) {
        return switch (classOf(method)) {
            case CONNECTION, 20, 30, 40, 50, BASIC, 85, 90 -> true;
            default -> false;
        };
    }

    /** Whether it ends a channel, and what was under way on it. */
    static boolean endsChannel(int method) {
        return method == CHANNEL_CLOSE || method == CHANNEL_CLOSE_OK;
    }
}

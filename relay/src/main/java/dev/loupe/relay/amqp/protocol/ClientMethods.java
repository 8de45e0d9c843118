package dev.loupe.relay.amqp.protocol;

import dev.loupe.relay.wire.Recent;

/** What a client's methods say. */
final class ClientMethods {
    static final int MANDATORY = 1;
    static final int IMMEDIATE = 1 << 1;

    private static final ClientEvent CONNECTION_CLOSE_OK = new ClientEvent.ConnectionCloseOk();

    private final Recent<String> names = new Recent<>(16, name -> name);
    private final QueueArguments queueArguments = new QueueArguments();

    /** Whether only a client says it. */
    static boolean isOnlyOfClients(int method) {
        return switch (method) {
            case Methods.CONNECTION_START_OK,
                    Methods.CONNECTION_SECURE_OK,
                    Methods.CONNECTION_TUNE_OK,
                    Methods.CONNECTION_OPEN,
                    Methods.CONNECTION_UPDATE_SECRET,
                    Methods.CHANNEL_OPEN,
                    Methods.ACCESS_REQUEST,
                    Methods.EXCHANGE_DECLARE,
                    Methods.EXCHANGE_DELETE,
                    Methods.EXCHANGE_BIND,
                    Methods.EXCHANGE_UNBIND,
                    Methods.QUEUE_DECLARE,
                    Methods.QUEUE_BIND,
                    Methods.QUEUE_PURGE,
                    Methods.QUEUE_DELETE,
                    Methods.QUEUE_UNBIND,
                    Methods.BASIC_QOS,
                    Methods.BASIC_CONSUME,
                    Methods.BASIC_PUBLISH,
                    Methods.BASIC_GET,
                    Methods.BASIC_REJECT,
                    Methods.BASIC_RECOVER_ASYNC,
                    Methods.BASIC_RECOVER,
                    Methods.CONFIRM_SELECT,
                    Methods.TX_SELECT,
                    Methods.TX_COMMIT,
                    Methods.TX_ROLLBACK -> true;
            default -> false;
        };
    }

    /** One without content. */
    ClientEvent decode(int method, int channel, Arguments in) {
        return switch (method) {
            case Methods.BASIC_ACK -> new ClientEvent.BasicAck(channel, in.longLongInteger(), bit(in, 0));
            case Methods.BASIC_NACK -> nack(channel, in);
            case Methods.BASIC_REJECT -> new ClientEvent.BasicReject(channel, in.longLongInteger(), bit(in, 0));
            case Methods.BASIC_RECOVER -> new ClientEvent.BasicRecover(channel, bit(in, 0), false);
            case Methods.BASIC_RECOVER_ASYNC -> new ClientEvent.BasicRecover(channel, bit(in, 0), true);
            case Methods.BASIC_GET -> new ClientEvent.BasicGet(channel, nameBehindTicket(in), bit(in, 0));
            case Methods.BASIC_QOS -> qos(channel, in);
            case Methods.BASIC_CONSUME -> consume(channel, in);
            case Methods.BASIC_CANCEL -> new ClientEvent.BasicCancel(channel, in.shortString(names), bit(in, 0));
            case Methods.CONFIRM_SELECT -> new ClientEvent.ConfirmSelect(channel, bit(in, 0));
            case Methods.TX_SELECT -> new ClientEvent.TxSelect(channel);
            case Methods.TX_COMMIT -> new ClientEvent.TxCommit(channel);
            case Methods.TX_ROLLBACK -> new ClientEvent.TxRollback(channel);
            case Methods.QUEUE_DECLARE -> declare(channel, in);
            case Methods.QUEUE_PURGE -> new ClientEvent.QueuePurge(channel, nameBehindTicket(in), bit(in, 0));
            case Methods.QUEUE_DELETE -> new ClientEvent.QueueDelete(channel, nameBehindTicket(in), bit(in, 2));
            case Methods.CHANNEL_OPEN -> new ClientEvent.ChannelOpen(channel);
            case Methods.CHANNEL_CLOSE -> new ClientEvent.ChannelClose(channel, in.shortInteger());
            case Methods.CHANNEL_CLOSE_OK -> new ClientEvent.ChannelCloseOk(channel);
            case Methods.CONNECTION_START_OK -> startOk(in);
            case Methods.CONNECTION_TUNE_OK ->
                new ClientEvent.TuneOk(in.shortInteger(), in.longInteger(), in.shortInteger());
            case Methods.CONNECTION_OPEN -> new ClientEvent.ConnectionOpen(in.shortString());
            case Methods.CONNECTION_CLOSE -> new ClientEvent.ConnectionClose(in.shortInteger());
            case Methods.CONNECTION_CLOSE_OK -> CONNECTION_CLOSE_OK;
            default -> new ClientEvent.OtherMethod(channel, Methods.classOf(method), Methods.idOf(method));
        };
    }

    /** {@code basic.publish}. */
    void publish(Content content, Arguments in) {
        in.shortInteger();
        content.exchange = in.shortString(names);
        content.routingKey = in.shortString(names);
        content.bits = in.octet();
    }

    private static boolean bit(Arguments in, int bit) {
        return (in.octet() >> bit & 1) != 0;
    }

    /** Many methods begin with a short integer that had been the ticket of an access, and is not used any more. */
    private String nameBehindTicket(Arguments in) {
        in.shortInteger();
        return in.shortString(names);
    }

    private static ClientEvent nack(int channel, Arguments in) {
        long tag = in.longLongInteger();
        int bits = in.octet();
        return new ClientEvent.BasicNack(channel, tag, (bits & 1) != 0, (bits & 2) != 0);
    }

    private static ClientEvent qos(int channel, Arguments in) {
        in.longInteger();
        return new ClientEvent.BasicQos(channel, in.shortInteger(), bit(in, 0));
    }

    private ClientEvent consume(int channel, Arguments in) {
        String queue = nameBehindTicket(in);
        String tag = in.shortString(names);
        int bits = in.octet();
        return new ClientEvent.BasicConsume(channel, queue, tag, (bits & 2) != 0, (bits & 8) != 0);
    }

    private ClientEvent declare(int channel, Arguments in) {
        String queue = nameBehindTicket(in);
        int bits = in.octet();
        queueArguments.read(in);
        return new ClientEvent.QueueDeclare(
                channel,
                queue,
                (bits & 1) != 0,
                (bits & 16) != 0,
                queueArguments.deadLetters(),
                queueArguments.deadLetterExchange());
    }

    private static ClientEvent startOk(Arguments in) {
        in.skipTable();
        return new ClientEvent.StartOk(in.shortString());
    }
}

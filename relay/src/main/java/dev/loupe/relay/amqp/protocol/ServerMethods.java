package dev.loupe.relay.amqp.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.loupe.relay.wire.Recent;

/** What a broker's methods say. */
final class ServerMethods {
    private static final int LONGEST_REASON = 64;
    private static final FieldName PRODUCT = new FieldName("product");
    private static final FieldName VERSION = new FieldName("version");
    private static final ServerEvent CONNECTION_OPEN_OK = new ServerEvent.ConnectionOpenOk();
    private static final ServerEvent CONNECTION_CLOSE_OK = new ServerEvent.ConnectionCloseOk();
    private static final ServerEvent CONNECTION_UNBLOCKED = new ServerEvent.ConnectionUnblocked();

    private final Recent<String> names = new Recent<>(16, name -> name);

    /** Whether only a broker says it. */
    static boolean isOnlyOfServers(int method) {
        return switch (method) {
            case Methods.CONNECTION_START,
                    Methods.CONNECTION_SECURE,
                    Methods.CONNECTION_TUNE,
                    Methods.CONNECTION_OPEN_OK,
                    Methods.CONNECTION_BLOCKED,
                    Methods.CONNECTION_UNBLOCKED,
                    Methods.CONNECTION_UPDATE_SECRET_OK,
                    Methods.CHANNEL_OPEN_OK,
                    Methods.ACCESS_REQUEST_OK,
                    Methods.EXCHANGE_DECLARE_OK,
                    Methods.EXCHANGE_DELETE_OK,
                    Methods.EXCHANGE_BIND_OK,
                    Methods.EXCHANGE_UNBIND_OK,
                    Methods.QUEUE_DECLARE_OK,
                    Methods.QUEUE_BIND_OK,
                    Methods.QUEUE_PURGE_OK,
                    Methods.QUEUE_DELETE_OK,
                    Methods.QUEUE_UNBIND_OK,
                    Methods.BASIC_QOS_OK,
                    Methods.BASIC_CONSUME_OK,
                    Methods.BASIC_RETURN,
                    Methods.BASIC_DELIVER,
                    Methods.BASIC_GET_OK,
                    Methods.BASIC_GET_EMPTY,
                    Methods.BASIC_RECOVER_OK,
                    Methods.CONFIRM_SELECT_OK,
                    Methods.TX_SELECT_OK,
                    Methods.TX_COMMIT_OK,
                    Methods.TX_ROLLBACK_OK -> true;
            default -> false;
        };
    }

    /** One without content. */
    ServerEvent decode(int method, int channel, Arguments in) {
        return switch (method) {
            case Methods.BASIC_ACK -> new ServerEvent.BasicAck(channel, in.longLongInteger(), (in.octet() & 1) != 0);
            case Methods.BASIC_NACK -> new ServerEvent.BasicNack(channel, in.longLongInteger(), (in.octet() & 1) != 0);
            case Methods.BASIC_GET_EMPTY -> new ServerEvent.BasicGetEmpty(channel);
            case Methods.BASIC_CONSUME_OK -> new ServerEvent.BasicConsumeOk(channel, in.shortString(names));
            case Methods.BASIC_CANCEL -> new ServerEvent.BasicCancel(channel, in.shortString(names));
            case Methods.BASIC_CANCEL_OK -> new ServerEvent.BasicCancelOk(channel, in.shortString(names));
            case Methods.BASIC_RECOVER_OK -> new ServerEvent.BasicRecoverOk(channel);
            case Methods.CONFIRM_SELECT_OK -> new ServerEvent.ConfirmSelectOk(channel);
            case Methods.TX_SELECT_OK -> new ServerEvent.TxSelectOk(channel);
            case Methods.TX_COMMIT_OK -> new ServerEvent.TxCommitOk(channel);
            case Methods.TX_ROLLBACK_OK -> new ServerEvent.TxRollbackOk(channel);
            case Methods.QUEUE_DECLARE_OK ->
                new ServerEvent.QueueDeclareOk(channel, in.shortString(names), in.longInteger(), in.longInteger());
            case Methods.CHANNEL_OPEN_OK -> new ServerEvent.ChannelOpenOk(channel);
            case Methods.CHANNEL_CLOSE -> channelClose(channel, in);
            case Methods.CHANNEL_CLOSE_OK -> new ServerEvent.ChannelCloseOk(channel);
            case Methods.CONNECTION_START -> start(in);
            case Methods.CONNECTION_TUNE ->
                new ServerEvent.Tune(in.shortInteger(), in.longInteger(), in.shortInteger());
            case Methods.CONNECTION_OPEN_OK -> CONNECTION_OPEN_OK;
            case Methods.CONNECTION_CLOSE -> connectionClose(in);
            case Methods.CONNECTION_CLOSE_OK -> CONNECTION_CLOSE_OK;
            case Methods.CONNECTION_BLOCKED -> blocked(in);
            case Methods.CONNECTION_UNBLOCKED -> CONNECTION_UNBLOCKED;
            default -> new ServerEvent.OtherMethod(channel, Methods.classOf(method), Methods.idOf(method));
        };
    }

    /** {@code basic.deliver}, {@code basic.get-ok} or {@code basic.return}. */
    void readArguments(Content content, Arguments in) {
        switch (content.method) {
            case Methods.BASIC_DELIVER -> {
                content.consumerTag = in.shortString(names);
                content.deliveryTag = in.longLongInteger();
                content.bits = in.octet();
            }
            case Methods.BASIC_GET_OK -> {
                content.deliveryTag = in.longLongInteger();
                content.bits = in.octet();
            }
            default -> {
                content.number = in.shortInteger();
                in.skipShortString();
            }
        }
        content.exchange = in.shortString(names);
        content.routingKey = in.shortString(names);
        if (content.method == Methods.BASIC_GET_OK) {
            content.number = in.longInteger();
        }
    }

    static ServerEvent content(Content content, ContentHeader header) {
        boolean redelivered = (content.bits & 1) != 0;
        return switch (content.method) {
            case Methods.BASIC_DELIVER ->
                new ServerEvent.BasicDeliver(
                        content.channel(),
                        content.consumerTag,
                        content.deliveryTag,
                        redelivered,
                        content.exchange,
                        content.routingKey,
                        header);
            case Methods.BASIC_GET_OK ->
                new ServerEvent.BasicGetOk(
                        content.channel(),
                        content.deliveryTag,
                        redelivered,
                        content.exchange,
                        content.routingKey,
                        content.number,
                        header);
            default ->
                new ServerEvent.BasicReturn(
                        content.channel(), (int) content.number, content.exchange, content.routingKey, header);
        };
    }

    private static ServerEvent channelClose(int channel, Arguments in) {
        int code = in.shortInteger();
        in.skipShortString();
        return new ServerEvent.ChannelClose(channel, code, in.shortInteger(), in.shortInteger());
    }

    private static ServerEvent connectionClose(Arguments in) {
        int code = in.shortInteger();
        in.skipShortString();
        return new ServerEvent.ConnectionClose(code, in.shortInteger(), in.shortInteger());
    }

    private static ServerEvent blocked(Arguments in) {
        String reason = in.shortString();
        return new ServerEvent.ConnectionBlocked(
                reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON));
    }

    private static ServerEvent start(Arguments in) {
        in.shortInteger();
        String product = "";
        String version = "";
        Fields properties = new Fields();
        in.table(properties);
        while (properties.next()) {
            if (properties.type() == 'S') {
                product = properties.isNamed(PRODUCT) ? properties.text(UTF_8) : product;
                version = properties.isNamed(VERSION) ? properties.text(UTF_8) : version;
            }
        }
        return new ServerEvent.ConnectionStart(product, version);
    }
}

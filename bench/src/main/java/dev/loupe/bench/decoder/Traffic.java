package dev.loupe.bench.decoder;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Kinds of PostgreSQL traffic, as the bytes of either side that are decoded at a time. */
public enum Traffic implements Portion {
    /** Rows of one short value, as a fetch of a million ids has them. */
    ROWS_15B(none(), rows(4)),
    /** Rows as long as those of pgbench's accounts. */
    ROWS_111B(none(), rows(100)),
    /** Long rows. */
    ROWS_1KB(none(), rows(1024)),
    /** COPY to the client: a message for each row. */
    COPY_OUT(none(), repeated(message('d', text(90)))),
    /** COPY from psql: a message for each 8 KiB. */
    COPY_IN(repeated(message('d', text(8192))), none()),
    /** One execution of a prepared select. */
    SELECT_PREPARED(
            join(message('B', string(""), string("S_1"), zeros(2), values(6), zeros(2)), executed()),
            answered(message('2'))),
    /** One unnamed statement, parsed each time. */
    SELECT_EXTENDED(
            join(
                    message('P', string(""), string("SELECT abalance FROM pgbench_accounts WHERE aid = $1"), zeros(2)),
                    message('B', string(""), string(""), zeros(2), values(6), zeros(2)),
                    executed()),
            answered(join(message('1'), message('2')))),
    /** One simple query. */
    SELECT_SIMPLE(
            message('Q', string("SELECT abalance FROM pgbench_accounts WHERE aid = 71234;")), answered(new byte[0]));

    @SuppressWarnings("ImmutableEnumChecker") // told as read-only buffers
    private final byte[] fromClient;

    @SuppressWarnings("ImmutableEnumChecker") // told as read-only buffers
    private final byte[] fromServer;

    Traffic(byte[] fromClient, byte[] fromServer) {
        this.fromClient = fromClient;
        this.fromServer = fromServer;
    }

    ByteBuffer fromClient() {
        return ByteBuffer.wrap(fromClient).asReadOnlyBuffer();
    }

    ByteBuffer fromServer() {
        return ByteBuffer.wrap(fromServer).asReadOnlyBuffer();
    }

    @Override
    public int bytes() {
        return fromClient.length + fromServer.length;
    }

    @Override
    public int messages() {
        return messages(fromClient) + messages(fromServer);
    }

    /** A StartupMessage, which stands before everything else. */
    static byte[] startup() {
        byte[] parameters = join(string("user"), string("bench"), zeros(1));
        return join(int32(8 + parameters.length), int32(3 << 16), parameters);
    }

    private static int messages(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int count = 0;
        for (int at = 0; at < bytes.length; at += 1 + buffer.getInt(at + 1)) {
            count++;
        }
        return count;
    }

    private static byte[] none() {
        return new byte[0];
    }

    private static byte[] rows(int valueBytes) {
        return repeated(message('D', values(valueBytes)));
    }

    private static byte[] executed() {
        return join(message('D', string("P")), message('E', string(""), zeros(4)), message('S'));
    }

    private static byte[] answered(byte[] before) {
        return join(
                before,
                message('T', new byte[] {0, 1}, string("abalance"), zeros(18)),
                message('D', values(6)),
                message('C', string("SELECT 1")),
                message('Z', new byte[] {'I'}));
    }

    private static byte[] repeated(byte[] message) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (all.size() < 256 * 1024) {
            all.writeBytes(message);
        }
        return all.toByteArray();
    }

    private static byte[] message(char type, byte[]... parts) {
        byte[] content = join(parts);
        return join(new byte[] {(byte) type}, int32(4 + content.length), content);
    }

    /** One value. */
    private static byte[] values(int bytes) {
        return join(new byte[] {0, 1}, int32(bytes), text(bytes));
    }

    private static byte[] text(int bytes) {
        return "x".repeat(bytes).getBytes(US_ASCII);
    }

    private static byte[] string(String text) {
        return join(text.getBytes(US_ASCII), zeros(1));
    }

    private static byte[] zeros(int bytes) {
        return new byte[bytes];
    }

    private static byte[] int32(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}

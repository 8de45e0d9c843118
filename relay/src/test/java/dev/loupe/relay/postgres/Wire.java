package dev.loupe.relay.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.fixture.WirePeer;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** Messages of PostgreSQL's protocol. */
final class Wire {
    static final byte[] SSL_REQUEST = {0, 0, 0, 8, 4, (byte) 0xd2, 0x16, 0x2f};
    static final byte[] GSSENC_REQUEST = {0, 0, 0, 8, 4, (byte) 0xd2, 0x16, 0x30};
    static final byte[] TERMINATE = {'X', 0, 0, 0, 4};
    static final byte[] AUTHENTICATION_OK = message('R', new byte[] {0, 0, 0, 0});
    static final byte[] BACKEND_KEY = message('K', new byte[] {0, 0, 0, 7, 1, 2, 3, 4});

    private Wire() {}

    /** A message of a type. */
    static byte[] message(char type, byte[] body) {
        return ByteBuffer.allocate(body.length + 5)
                .put((byte) type)
                .putInt(body.length + 4)
                .put(body)
                .array();
    }

    /** {@code StartupMessage} of protocol 3.0, with names and values in turn. */
    static byte[] startup(String... parameters) {
        try {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(body);
            out.writeInt(196608);
            for (String text : parameters) {
                out.write(text.getBytes(UTF_8));
                out.write(0);
            }
            out.write(0);
            return ByteBuffer.allocate(body.size() + 4)
                    .putInt(body.size() + 4)
                    .put(body.toByteArray())
                    .array();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] cancel(int processId, int secret) {
        return ByteBuffer.allocate(16)
                .putInt(16)
                .putInt(80877102)
                .putInt(processId)
                .putInt(secret)
                .array();
    }

    static byte[] query(String sql) {
        return message('Q', (sql + '\0').getBytes(UTF_8));
    }

    static byte[] ready(char status) {
        return message('Z', new byte[] {(byte) status});
    }

    static byte[] complete(String tag) {
        return message('C', (tag + '\0').getBytes(UTF_8));
    }

    /** {@code AuthenticationSASL} that offers those. */
    static byte[] sasl(String... mechanisms) {
        return message('R', ("\0\0\0\n" + String.join("\0", mechanisms) + "\0\0").getBytes(UTF_8));
    }

    /** Reads an {@code ErrorResponse}, and gives its SQLSTATE and message. */
    static String error(WirePeer peer) {
        assertThat((char) peer.bytes(1)[0]).isEqualTo('E');
        int length = ByteBuffer.wrap(peer.bytes(4)).getInt();
        String sqlState = "";
        String message = "";
        for (String field : new String(peer.bytes(length - 4), UTF_8).split("\0", -1)) {
            if (field.startsWith("C")) {
                sqlState = field.substring(1);
            } else if (field.startsWith("M")) {
                message = field.substring(1);
            }
        }
        return sqlState + ' ' + message;
    }
}

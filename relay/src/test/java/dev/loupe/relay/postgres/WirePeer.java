package dev.loupe.relay.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** One end of a socket that says and hears exact bytes: a client before the relay, or the server behind it. */
final class WirePeer implements AutoCloseable {
    static final byte[] SSL_REQUEST = {0, 0, 0, 8, 4, (byte) 0xd2, 0x16, 0x2f};
    static final byte[] GSSENC_REQUEST = {0, 0, 0, 8, 4, (byte) 0xd2, 0x16, 0x30};
    static final byte[] TERMINATE = {'X', 0, 0, 0, 4};
    static final byte[] AUTHENTICATION_OK = message('R', new byte[] {0, 0, 0, 0});
    static final byte[] BACKEND_KEY = message('K', new byte[] {0, 0, 0, 7, 1, 2, 3, 4});

    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;

    WirePeer(Socket socket) {
        try {
            this.socket = socket;
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            this.in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static WirePeer connect(int port) {
        try {
            return new WirePeer(new Socket(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes little in before it reads. */
    static WirePeer slow(int port) {
        try {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(16 * 1024);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return new WirePeer(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // --- messages

    /** A message of a type. */
    static byte[] message(char type, byte[] body) {
        return ByteBuffer.allocate(body.length + 5)
                .put((byte) type)
                .putInt(body.length + 4)
                .put(body)
                .array();
    }

    /** Whole messages, one after the other. */
    static byte[] all(byte[]... messages) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] message : messages) {
            out.writeBytes(message);
        }
        return out.toByteArray();
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

    // --- says

    WirePeer sends(byte[]... messages) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(all(messages));
            out.flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends no more, and still listens. */
    WirePeer finishesSending() {
        try {
            socket.shutdownOutput();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void resets() {
        try {
            if (!socket.isClosed()) {
                socket.setSoLinger(true, 0);
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same connection from now on with TLS, as the client. */
    WirePeer beginsTls(SSLContext tls, String... protocols) {
        return tls(tls, true, protocols);
    }

    /** The same connection from now on with TLS, as the server. */
    WirePeer endsTls(SSLContext tls, String... protocols) {
        return tls(tls, false, protocols);
    }

    private WirePeer tls(SSLContext tls, boolean asClient, String... protocols) {
        try {
            SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(socket, "localhost", -1, true);
            secured.setUseClientMode(asClient);
            SSLParameters parameters = secured.getSSLParameters();
            parameters.setApplicationProtocols(protocols);
            secured.setSSLParameters(parameters);
            return new WirePeer(secured);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SSLSocket tls() {
        return (SSLSocket) socket;
    }

    // --- hears

    /** Reads as many bytes as expected, which must be these. */
    WirePeer receives(byte[]... expected) {
        byte[] bytes = all(expected);
        assertThat(HexFormat.of().formatHex(bytes(bytes.length)))
                .isEqualTo(HexFormat.of().formatHex(bytes));
        return this;
    }

    /** Reads that many bytes. */
    byte[] bytes(int count) {
        try {
            byte[] read = in.readNBytes(count);
            return read.length == count
                    ? read
                    : fail("the connection ended after " + read.length + " bytes of " + count);
        } catch (SocketTimeoutException e) {
            return fail("waited in vain", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads an {@code ErrorResponse}, and gives its SQLSTATE and message. */
    String error() {
        assertThat((char) bytes(1)[0]).isEqualTo('E');
        int length = ByteBuffer.wrap(bytes(4)).getInt();
        String sqlState = "";
        String message = "";
        for (String field : new String(bytes(length - 4), UTF_8).split("\0", -1)) {
            if (field.startsWith("C")) {
                sqlState = field.substring(1);
            } else if (field.startsWith("M")) {
                message = field.substring(1);
            }
        }
        return sqlState + ' ' + message;
    }

    /** The connection ends in order, without another byte. */
    void ends() {
        try {
            assertThat(in.readAllBytes()).isEmpty();
        } catch (IOException e) {
            fail("the connection broke", e);
        }
    }

    /** The connection ends or breaks; how is not looked at. */
    void isGone() {
        try {
            in.readAllBytes();
        } catch (SocketTimeoutException e) {
            fail("the connection is still open", e);
        } catch (IOException e) {
            assertThat(e).isNotNull();
        }
    }

    /** The connection ends or breaks, without another byte. */
    void isGoneWithoutAWord() {
        try {
            assertThat(in.read()).isNegative();
        } catch (SocketTimeoutException e) {
            fail("the connection is still open", e);
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("reset");
        }
    }

    /** Whether nothing has come, nor the end. */
    boolean isSilent() {
        try {
            socket.setSoTimeout(200);
            in.mark(1);
            int b = in.read();
            in.reset();
            assertThat(b).isNegative();
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        } catch (IOException e) {
            return false;
        } finally {
            patient();
        }
    }

    private void patient() {
        try {
            socket.setSoTimeout(PATIENCE_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

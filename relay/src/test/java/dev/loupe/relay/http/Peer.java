package dev.loupe.relay.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** One end of a plain socket that says and hears exact bytes: a client before the relay, or the server behind it. */
final class Peer implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *(\\d+)");
    private static final Pattern CHUNKED = Pattern.compile("(?im)^transfer-encoding: *chunked");

    private final Socket socket;
    private final InputStream in;

    Peer(Socket socket) {
        try {
            this.socket = socket;
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            this.in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Peer connect(int port) {
        try {
            return new Peer(new Socket(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes little in before it reads. */
    static Peer slow(int port) {
        try {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(16 * 1024);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return new Peer(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Peer connect(int port, SSLContext tls) {
        return connect(port).speaksTls(tls, true);
    }

    /** The same connection from now on with TLS; {@link #socket} of this one still closes it without a farewell. */
    Peer speaksTls(SSLContext tls) {
        return speaksTls(tls, false);
    }

    private Peer speaksTls(SSLContext tls, boolean asClient) {
        try {
            SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(socket, "localhost", -1, true);
            secured.setUseClientMode(asClient);
            return new Peer(secured);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A message: status or request line, fields as they came, and the body as it stood on the wire. */
    record Message(String head, String body) {
        String startLine() {
            return head.substring(0, head.indexOf("\r\n"));
        }

        int status() {
            return Integer.parseInt(head.substring(9, 12));
        }
    }

    Socket socket() {
        return socket;
    }

    // --- says

    Peer sends(String text) {
        return sends(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    Peer sends(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends no more, and still listens. */
    Peer finishesSending() {
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

    // --- hears

    /** Reads as many bytes as expected, which must be these. */
    Peer receives(String expected) {
        assertThat(bytes(expected.length())).isEqualTo(expected);
        return this;
    }

    /** Reads one head, its empty line included. */
    String head() {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || head.lastIndexOf("\r\n\r\n") != head.length() - 4) {
            int b = read();
            if (b < 0) {
                return fail("the connection ended after <" + head + ">");
            }
            head.append((char) b);
        }
        return head.toString();
    }

    /** Reads one message with a body of a length or of chunks, or none. */
    Message message() {
        String head = head();
        return new Message(head, body(head));
    }

    /** Reads the body after that head. */
    String body(String head) {
        Matcher length = LENGTH.matcher(head);
        if (CHUNKED.matcher(head).find()) {
            return chunks();
        }
        return length.find() ? bytes(Integer.parseInt(length.group(1))) : "";
    }

    private String chunks() {
        StringBuilder body = new StringBuilder();
        while (true) {
            String size = line();
            int length = Integer.parseInt(size.split("[;\r]", 2)[0].trim(), 16);
            body.append(size);
            if (length > 0) {
                body.append(bytes(length + 2));
                continue;
            }
            String trailer;
            do {
                trailer = line();
                body.append(trailer);
            } while (!trailer.equals("\r\n"));
            return body.toString();
        }
    }

    private String line() {
        StringBuilder line = new StringBuilder();
        while (line.length() == 0 || line.charAt(line.length() - 1) != '\n') {
            line.append(bytes(1));
        }
        return line.toString();
    }

    /** Reads that many bytes. */
    String bytes(int count) {
        try {
            String read = new String(in.readNBytes(count), StandardCharsets.ISO_8859_1);
            return read.length() == count
                    ? read
                    : fail("the connection ended after " + read.length() + " bytes of " + count + ": <" + read + ">");
        } catch (SocketTimeoutException e) {
            return fail("waited in vain", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads everything up to the orderly end of the connection. */
    String rest() {
        try {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return fail("the connection broke", e);
        }
    }

    /** The connection ends in order, without another byte. */
    void ends() {
        assertThat(rest()).isEmpty();
    }

    /** The connection breaks with a reset, whatever comes before. */
    void breaks() {
        try {
            byte[] ignored = in.readAllBytes();
            fail("the connection ended in order, after " + ignored.length + " bytes");
        } catch (SocketTimeoutException e) {
            fail("the connection is still open", e);
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("reset");
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

    InputStream in() {
        return in;
    }

    private int read() {
        try {
            return in.read();
        } catch (SocketTimeoutException e) {
            return fail("waited in vain", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

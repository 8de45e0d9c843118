package dev.loupe.relay.postgres;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;

/** A server that the test speaks for. */
final class ScriptedServer implements AutoCloseable {
    private final ServerSocket socket;

    ScriptedServer() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            socket.setSoTimeout(20_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    WirePeer accepts() {
        try {
            return new WirePeer(socket.accept());
        } catch (SocketTimeoutException e) {
            return fail("nobody connected", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether nobody has connected. */
    boolean isLeftAlone() {
        try {
            socket.setSoTimeout(200);
            socket.accept().close();
            return false;
        } catch (SocketTimeoutException e) {
            return true;
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
}

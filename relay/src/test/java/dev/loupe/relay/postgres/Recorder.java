package dev.loupe.relay.postgres;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes bytes on to a port and remembers all of them; simple, blocking, and no code of the relay's. */
final class Recorder implements AutoCloseable {
    private final ServerSocket listener;
    private final int target;
    private final List<Stream> streams = new CopyOnWriteArrayList<>();

    /** What both sides of one connection said. */
    static final class Stream {
        private final ByteArrayOutputStream fromClient = new ByteArrayOutputStream();
        private final ByteArrayOutputStream fromServer = new ByteArrayOutputStream();
        private volatile int open = 2;

        byte[] fromClient() {
            return fromClient.toByteArray();
        }

        byte[] fromServer() {
            return fromServer.toByteArray();
        }

        private synchronized void ended() {
            open--;
        }
    }

    Recorder(int target) {
        this.target = target;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "recorder");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listener.getLocalPort();
    }

    List<Stream> streams() {
        return streams;
    }

    /** Whether every connection has ended both ways. */
    boolean isOver() {
        return streams.stream().allMatch(stream -> stream.open == 0);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                Stream stream = new Stream();
                streams.add(stream);
                daemon(() -> pass(client, server, stream.fromClient, stream));
                daemon(() -> pass(server, client, stream.fromServer, stream));
            }
        } catch (IOException e) {
            // It was closed.
            return;
        }
    }

    private static void pass(Socket from, Socket to, ByteArrayOutputStream copy, Stream stream) {
        byte[] buffer = new byte[64 * 1024];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                copy.write(buffer, 0, read);
                out.write(buffer, 0, read);
            }
            to.shutdownOutput();
        } catch (IOException e) {
            // What was said until then is what counts.
            close(from);
            close(to);
        } finally {
            stream.ended();
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.loupe.relay.wire;

import dev.loupe.relay.wire.Recording.Turn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Stands between clients and a server, and writes down what each of their connections carried. */
public final class RecordingProxy implements AutoCloseable {
    private final int server;
    private final ServerSocket listening;
    private final List<Connection> connections = new ArrayList<>();

    /**
     * In front of a server of this machine.
     *
     * @param server its port
     */
    public RecordingProxy(int server) throws IOException {
        this.server = server;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    /** Where it listens. */
    public int port() {
        return listening.getLocalPort();
    }

    /** What came since this was asked for the last time; waits until those connections are over. */
    public List<Recording> take(String name, String from) throws InterruptedException {
        List<Connection> taken;
        synchronized (connections) {
            taken = List.copyOf(connections);
            connections.clear();
        }
        List<Recording> recordings = new ArrayList<>();
        for (Connection connection : taken) {
            String suffix = taken.size() == 1 ? "" : "-" + (recordings.size() + 1);
            recordings.add(new Recording(name + suffix, from, connection.turns()));
        }
        return recordings;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                Connection connection = new Connection(client, new Socket(InetAddress.getLoopbackAddress(), server));
                synchronized (connections) {
                    connections.add(connection);
                }
            }
        } catch (IOException closed) {
            // It is over.
        }
    }

    private static Thread start(Runnable task) {
        Thread thread = new Thread(task, "recording");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }

    private static final class Connection {
        private final List<Turn> turns = new ArrayList<>();
        private final ByteArrayOutputStream turn = new ByteArrayOutputStream();
        private boolean clientsTurn = true;
        private final Thread up;
        private final Thread down;

        Connection(Socket client, Socket server) {
            up = start(() -> pump(client, server, true));
            down = start(() -> pump(server, client, false));
        }

        private void pump(Socket from, Socket to, boolean client) {
            byte[] buffer = new byte[64 * 1024];
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    took(client, Arrays.copyOf(buffer, read));
                    to.getOutputStream().write(buffer, 0, read);
                }
            } catch (IOException closed) {
                // The other side has gone.
            }
        }

        private synchronized void took(boolean client, byte[] bytes) {
            if (client != clientsTurn) {
                endTurn();
                clientsTurn = client;
            }
            turn.writeBytes(bytes);
        }

        private void endTurn() {
            if (turn.size() > 0) {
                turns.add(new Turn(clientsTurn, turn.toByteArray()));
                turn.reset();
            }
        }

        List<Turn> turns() throws InterruptedException {
            up.join();
            down.join();
            synchronized (this) {
                endTurn();
                return turns;
            }
        }
    }
}

package dev.loupe.relay.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The server behind the relay: either the test speaks for each connection, or a script does. */
final class ScriptedUpstream implements AutoCloseable {
    /** What is done with each connection, on a thread of its own. */
    interface Script {
        void run(Peer peer) throws IOException;
    }

    private final ServerSocket server;
    private final Thread accepting = new Thread(this::accept, "upstream");
    private final BlockingQueue<Peer> accepted = new LinkedBlockingQueue<>();
    private final List<Peer> all = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile Script script;

    ScriptedUpstream() {
        this(bind());
    }

    ScriptedUpstream(ServerSocket server) {
        this.server = server;
        accepting.setDaemon(true);
        accepting.start();
    }

    private static ServerSocket bind() {
        try {
            return new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every connection to come is served by that script. */
    ScriptedUpstream always(Script script) {
        this.script = script;
        return this;
    }

    /** Answers each request of each connection with that. */
    ScriptedUpstream alwaysAnswers(String response) {
        return always(peer -> {
            while (true) {
                peer.message();
                peer.sends(response);
            }
        });
    }

    int port() {
        return server.getLocalPort();
    }

    InetAddress address() {
        return server.getInetAddress();
    }

    /** How many connections there have been. */
    int connections() {
        return connections.get();
    }

    /** The next connection. */
    Peer accepts() {
        try {
            Peer next = accepted.poll(20, TimeUnit.SECONDS);
            assertThat(next).as("a connection to the upstream").isNotNull();
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void accept() {
        try {
            while (true) {
                Peer peer = new Peer(server.accept());
                connections.incrementAndGet();
                all.add(peer);
                Script now = script;
                if (now == null) {
                    accepted.add(peer);
                } else {
                    Thread thread = new Thread(() -> play(now, peer), "upstream connection");
                    thread.setDaemon(true);
                    thread.start();
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // The test is over.
            assertThat(server.isClosed()).isTrue();
        }
    }

    private static void play(Script script, Peer peer) {
        try (peer) {
            script.run(peer);
        } catch (IOException | UncheckedIOException | AssertionError e) {
            // The relay has closed the connection; what that means is for the test to say.
            peer.close();
        }
    }

    /** While somebody waits for connections, the kernel takes them even though the socket is closed. */
    @Override
    public void close() {
        try {
            server.close();
            accepting.join(TimeUnit.SECONDS.toMillis(20));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        all.forEach(Peer::close);
    }
}

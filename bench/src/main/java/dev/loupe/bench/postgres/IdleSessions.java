package dev.loupe.bench.postgres;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.loupe.bench.compare.Running;
import dev.loupe.bench.report.Row;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Sessions that have asked one thing each, and then stay. */
final class IdleSessions implements AutoCloseable {
    private static final int PROTOCOL = 3 << 16;
    private static final byte[] STARTUP = "user\0postgres\0database\0postgres\0\0".getBytes(US_ASCII);
    private static final byte[] QUERY = "SELECT 1\0".getBytes(US_ASCII);

    private final List<Socket> open = new ArrayList<>();
    private final Running system;

    IdleSessions(Running system) {
        this.system = system;
    }

    /** Opens so many; the row has the process tree's peak with all of them open. */
    Row open(int sessions) throws IOException {
        for (int i = 0; i < sessions; i++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), system.port());
            open.add(socket);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            socket.getOutputStream()
                    .write(ByteBuffer.allocate(8 + STARTUP.length)
                            .putInt(8 + STARTUP.length)
                            .putInt(PROTOCOL)
                            .put(STARTUP)
                            .array());
            untilReady(in);
            socket.getOutputStream()
                    .write(ByteBuffer.allocate(5 + QUERY.length)
                            .put((byte) 'Q')
                            .putInt(4 + QUERY.length)
                            .put(QUERY)
                            .array());
            untilReady(in);
        }
        return Row.of("postgres", "idle sessions " + sessions, system.name())
                .with("rss_mb", system.process().tree().peakResidentBytes() / 1e6)
                .with("connections", sessions);
    }

    private void untilReady(DataInputStream in) throws IOException {
        int type;
        do {
            type = in.readUnsignedByte();
            in.skipNBytes(in.readInt() - 4L);
            if (type == 'E') {
                throw new IOException(system.name() + " took only " + (open.size() - 1) + " sessions");
            }
        } while (type != 'Z');
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
    }
}

package dev.loupe.bench.amqp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.loupe.bench.compare.Running;
import dev.loupe.bench.report.Row;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Connections that have opened their channels, and then stay. Without heartbeats, so that nothing disturbs them. */
final class IdleConnections implements AutoCloseable {
    private static final byte[] PROTOCOL = {'A', 'M', 'Q', 'P', 0, 0, 9, 1};
    private static final int CONNECTION = 10;
    private static final int CHANNEL = 20;
    private static final int OPEN_OK = 11;
    private static final int CHANNEL_MAX = 2_047;
    private static final int FRAME_MAX = 131_072;

    private final List<Socket> open = new ArrayList<>();
    private final Running system;

    IdleConnections(Running system) {
        this.system = system;
    }

    /** Opens so many; the row has the process tree's peak with all of them open. */
    Row open(int connections, int channels) throws IOException {
        for (int i = 0; i < connections; i++) {
            connect(channels);
        }
        return Row.of("amqp", "idle connections " + connections, system.name())
                .with("rss_mb", system.process().tree().peakResidentBytes() / 1e6)
                .with("connections", connections)
                .with("channels", channels);
    }

    private void connect(int channels) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), system.port());
        open.add(socket);
        DataInputStream in = new DataInputStream(socket.getInputStream());
        OutputStream out = socket.getOutputStream();
        out.write(PROTOCOL);
        await(in, CONNECTION, 10);
        out.write(method(0, CONNECTION, 11, startOk()));
        await(in, CONNECTION, 30);
        out.write(method(0, CONNECTION, 31, tuneOk()));
        out.write(method(0, CONNECTION, 40, ByteBuffer.wrap(new byte[] {1, '/', 0, 0})));
        await(in, CONNECTION, 41);
        for (int channel = 1; channel <= channels; channel++) {
            out.write(method(channel, CHANNEL, 10, ByteBuffer.wrap(new byte[1])));
            await(in, CHANNEL, OPEN_OK);
        }
    }

    private static ByteBuffer tuneOk() {
        return ByteBuffer.allocate(8)
                .putShort((short) CHANNEL_MAX)
                .putInt(FRAME_MAX)
                .putShort((short) 0)
                .flip();
    }

    private static ByteBuffer startOk() {
        byte[] response = "\0guest\0guest".getBytes(US_ASCII);
        return ByteBuffer.allocate(4 + 6 + 4 + response.length + 6)
                .putInt(0)
                .put((byte) 5)
                .put("PLAIN".getBytes(US_ASCII))
                .putInt(response.length)
                .put(response)
                .put((byte) 5)
                .put("en_US".getBytes(US_ASCII))
                .flip();
    }

    private static byte[] method(int channel, int classId, int methodId, ByteBuffer arguments) {
        int size = 4 + arguments.remaining();
        return ByteBuffer.allocate(8 + size)
                .put((byte) 1)
                .putShort((short) channel)
                .putInt(size)
                .putShort((short) classId)
                .putShort((short) methodId)
                .put(arguments)
                .put((byte) 0xCE)
                .array();
    }

    private void await(DataInputStream in, int classId, int methodId) throws IOException {
        in.skipNBytes(3);
        int size = in.readInt();
        byte[] frame = in.readNBytes(size + 1);
        int said = ByteBuffer.wrap(frame).getInt();
        if (said != (classId << 16 | methodId)) {
            throw new IOException(system.name() + " took only " + (open.size() - 1) + " connections, and says "
                    + (said >>> 16) + "." + (said & 0xffff));
        }
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
    }
}

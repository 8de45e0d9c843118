package dev.loupe.relay.http;

import dev.loupe.relay.http2.Http2Limits;
import dev.loupe.relay.http2.Http2Session;
import dev.loupe.relay.http2.ServerStreamCodec;
import dev.loupe.relay.net.Sockets;
import dev.loupe.relay.net.Sweeper;
import io.netty.channel.Channel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A client's HTTP/2 connection, which may have many exchanges at once. Touched on its event loop only. */
final class ClientSession implements Http2Session.Listener, Sweeper.Sweepable {
    private final RelayLoop loop;
    private final HttpPath.Connection connection;
    private final Http2Session session;
    private final Set<Channel> streams = new HashSet<>();
    private long idleSince;

    /** @param before name of the handler before which HTTP/2 is spoken */
    static void begin(RelayLoop loop, Channel channel, String before, HttpRelaySettings.Http2 http2) {
        loop.sweeper().add(new ClientSession(loop, channel, before, http2));
    }

    private ClientSession(RelayLoop loop, Channel channel, String before, HttpRelaySettings.Http2 http2) {
        this.loop = loop;
        this.connection = loop.describe(channel, "2");
        this.idleSince = loop.now();
        channel.config().setAllocator(Sockets.ALLOCATOR).setWriteBufferWaterMark(Sockets.WATER_MARK);
        this.session = Http2Session.server(
                channel,
                before,
                new Http2Limits(http2.maxStreams(), loop.settings().listen().maxHeaderSize()),
                this::accept,
                this);
    }

    private void accept(Channel stream, ServerStreamCodec codec) {
        streams.add(stream);
        stream.closeFuture().addListener(closed -> streams.remove(stream));
        stream.pipeline().addLast(new ClientStream(loop, connection, codec));
    }

    @Override
    public void streamEnded() {
        idleSince = loop.now();
    }

    @Override
    public void shutsDown() {
        session.goAway();
    }

    @Override
    public void closed() {
        loop.sweeper().remove(this);
        // Those that are not read now would not notice.
        List.copyOf(streams).forEach(Channel::close);
    }

    @Override
    public void sweep(long now) {
        if (session.streams() == 0
                && now - idleSince > loop.settings().listen().keepAlive().toNanos()) {
            session.goAway();
        }
    }
}

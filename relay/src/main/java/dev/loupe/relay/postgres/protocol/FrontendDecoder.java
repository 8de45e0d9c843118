package dev.loupe.relay.postgres.protocol;

import static dev.loupe.relay.postgres.protocol.MessageShape.LARGE;
import static dev.loupe.relay.postgres.protocol.MessageShape.SMALL;
import static dev.loupe.relay.postgres.protocol.MessageShape.TOKEN;
import static dev.loupe.relay.postgres.protocol.MessageShape.bare;
import static dev.loupe.relay.postgres.protocol.MessageShape.shape;

import dev.loupe.relay.postgres.protocol.MessageShape.Content;
import dev.loupe.relay.wire.Recent;
import io.netty.buffer.ByteBuf;

/**
 * Decodes what a client sends, from the connection's first byte. Lengths are held to what a server takes ({@code
 * SocketBackend} in its source). Not thread-safe: one connection, one thread.
 */
public final class FrontendDecoder extends MessageDecoder<FrontendEvent> {
    private static final MessageShape[] SHAPES = MessageShape.table(
            shape('Q', 1, LARGE, Content.STREAMED),
            shape('P', 4, LARGE, Content.STREAMED),
            shape('B', 8, LARGE, Content.STREAMED),
            shape('D', 2, SMALL, Content.HELD),
            shape('C', 2, SMALL, Content.HELD),
            shape('E', 5, SMALL, Content.HELD),
            shape('F', 10, LARGE, Content.HELD),
            shape('d', 0, LARGE, Content.COUNTED),
            shape('f', 1, SMALL, Content.SKIPPED),
            shape('p', 0, TOKEN, Content.SKIPPED),
            bare('H'),
            bare('S'),
            bare('c'),
            bare('X'));

    private final DecoderLimits limits;
    private final ParametersWanted wanted;
    private final FrontendMessages messages;
    private final Recent<String> names = new Recent<>(16, name -> name);
    private final RecentTexts texts = new RecentTexts();
    private StartupReader startup = new StartupReader();
    private QueryReader queries;
    private ParseReader parses;
    private BindReader binds;

    public FrontendDecoder(DecoderLimits limits, ParametersWanted wanted) {
        super(SHAPES, SMALL);
        this.limits = limits;
        this.wanted = wanted;
        this.messages = new FrontendMessages(limits, names);
        expectUntyped(true);
    }

    @Override
    FrontendEvent decode(MessageShape message, ByteBuf in, int from, int to, int length) {
        return messages.decode(message.type(), in, from, to);
    }

    @Override
    BodyReader<FrontendEvent> reader(MessageShape message) {
        switch (message.type()) {
            case 'Q' -> {
                queries = queries == null ? new QueryReader(limits, texts) : queries;
                return queries.begin();
            }
            case 'P' -> {
                parses = parses == null ? new ParseReader(limits, names, texts) : parses;
                return parses.begin();
            }
            default -> {
                binds = binds == null ? new BindReader(limits, names, wanted) : binds;
                return binds.begin();
            }
        }
    }

    @Override
    int untyped(ByteBuf in, int at, int to, Events<? super FrontendEvent> events) {
        int began = at - startup.pending();
        int next = startup.take(in, at, to);
        FrontendEvent event = startup.poll();
        if (event instanceof FrontendEvent.Lost lost) {
            lose(lost.reason(), positionOf(began), events);
            return next;
        }
        if (event instanceof FrontendEvent.StartupMessage) {
            expectUntyped(false);
            startup = null;
        } else if (event instanceof FrontendEvent.CancelRequest) {
            ignoreTheRest();
        }
        if (event != null) {
            events.accept(event, positionOf(next));
        }
        return next;
    }

    @Override
    boolean isUntyped(byte type, int length) {
        return false;
    }

    @Override
    FrontendEvent begun(byte type) {
        return FrontendEvent.CopyDataBegun.INSTANCE;
    }

    @Override
    FrontendEvent counted(byte type, long count, long bytes) {
        return new FrontendEvent.CopyData(count, bytes);
    }

    @Override
    FrontendEvent lost(LostReason why) {
        return new FrontendEvent.Lost(why);
    }
}

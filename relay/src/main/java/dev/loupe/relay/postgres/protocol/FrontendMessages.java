package dev.loupe.relay.postgres.protocol;

import dev.loupe.relay.postgres.protocol.FrontendEvent.Close;
import dev.loupe.relay.postgres.protocol.FrontendEvent.Describe;
import dev.loupe.relay.postgres.protocol.FrontendEvent.Execute;
import dev.loupe.relay.postgres.protocol.FrontendEvent.Named;
import dev.loupe.relay.wire.Recent;
import io.netty.buffer.ByteBuf;

/** What a client's shorter messages say. What says the same as the one before it is not made again. */
final class FrontendMessages {
    private final int maxName;
    private final Recent<String> names;
    private Describe describe = new Describe(Named.PORTAL, "");
    private Execute execute = new Execute("", 0);

    FrontendMessages(DecoderLimits limits, Recent<String> names) {
        this.maxName = limits.maxName();
        this.names = names;
    }

    /** Null if the parts do not fit the message. */
    FrontendEvent decode(byte type, ByteBuf in, int from, int to) {
        return switch (type) {
            case 'D' -> describe(in, from, to);
            case 'C' -> close(in, from, to);
            case 'E' -> execute(in, from, to);
            case 'F' -> new FrontendEvent.FunctionCall(in.getInt(from));
            case 'H' -> FrontendEvent.Flush.INSTANCE;
            case 'S' -> FrontendEvent.Sync.INSTANCE;
            case 'X' -> FrontendEvent.Terminate.INSTANCE;
            case 'c' -> FrontendEvent.CopyDone.INSTANCE;
            case 'f' -> FrontendEvent.CopyFail.INSTANCE;
            case 'p' -> FrontendEvent.AuthenticationResponse.INSTANCE;
            default -> null;
        };
    }

    private FrontendEvent describe(ByteBuf in, int from, int to) {
        Named named = named(in, from);
        String name = name(in, from + 1, to, 0);
        if (named == null || name == null) {
            return null;
        }
        if (describe.named() != named || !describe.name().equals(name)) {
            describe = new Describe(named, name);
        }
        return describe;
    }

    private FrontendEvent close(ByteBuf in, int from, int to) {
        Named named = named(in, from);
        String name = name(in, from + 1, to, 0);
        return named == null || name == null ? null : new Close(named, name);
    }

    private FrontendEvent execute(ByteBuf in, int from, int to) {
        String portal = name(in, from, to, Integer.BYTES);
        if (portal == null) {
            return null;
        }
        int maxRows = Math.max(0, in.getInt(to - Integer.BYTES));
        if (execute.maxRows() != maxRows || !execute.portal().equals(portal)) {
            execute = new Execute(portal, maxRows);
        }
        return execute;
    }

    private static Named named(ByteBuf in, int at) {
        return switch (in.getByte(at)) {
            case 'S' -> Named.STATEMENT;
            case 'P' -> Named.PORTAL;
            default -> null;
        };
    }

    /** The string that begins there; null if after it there are not exactly so many bytes. */
    private String name(ByteBuf in, int from, int to, int after) {
        int zero = ZeroTerminated.indexOfZero(in, from, to);
        return zero < 0 || to - zero - 1 != after ? null : names.of(in, from, Math.min(zero, from + maxName));
    }
}

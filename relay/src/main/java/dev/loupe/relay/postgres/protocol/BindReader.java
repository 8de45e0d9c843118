package dev.loupe.relay.postgres.protocol;

import dev.loupe.relay.wire.Recent;
import io.netty.buffer.ByteBuf;
import java.util.List;

/** Reads a Bind: portal, statement, and if somebody wants them the parameters; else what follows is not looked at. */
final class BindReader implements BodyReader<FrontendEvent> {
    private final ZeroTerminated name;
    private final Recent<String> names;
    private final ParametersWanted wanted;
    private final ParametersReader parameters;

    private Part part = Part.PORTAL;
    private String portal;
    private String statement;
    private FrontendEvent.Bind bare = new FrontendEvent.Bind("", "", List.of());

    BindReader(DecoderLimits limits, Recent<String> names, ParametersWanted wanted) {
        this.name = new ZeroTerminated(limits.maxName());
        this.names = names;
        this.wanted = wanted;
        this.parameters = new ParametersReader(limits);
    }

    BindReader begin() {
        part = Part.PORTAL;
        name.reset();
        return this;
    }

    @Override
    public void take(ByteBuf in, int from, int to) {
        int at = from;
        while (at >= 0 && at < to && part != Part.UNWANTED) {
            at = step(in, at, to);
        }
    }

    private int step(ByteBuf in, int at, int to) {
        if (part == Part.PARAMETERS) {
            parameters.take(in, at, to);
            return to;
        }
        int next = name.take(in, at, to);
        if (next < 0) {
            return next;
        }
        if (part == Part.PORTAL) {
            portal = name.name(names);
            part = Part.STATEMENT;
        } else {
            statement = name.name(names);
            boolean wants = wanted.wants(statement);
            part = wants ? Part.PARAMETERS : Part.UNWANTED;
            if (wants) {
                parameters.begin();
            }
        }
        return next;
    }

    @Override
    public FrontendEvent finish() {
        return switch (part) {
            case PORTAL, STATEMENT -> null;
            case UNWANTED -> bare();
            case PARAMETERS -> {
                List<FrontendEvent.Parameter> values = parameters.finish();
                yield values == null ? null : new FrontendEvent.Bind(portal, statement, values);
            }
        };
    }

    /** The same again and again for a session that runs one statement. */
    private FrontendEvent bare() {
        if (!bare.portal().equals(portal) || !bare.statement().equals(statement)) {
            bare = new FrontendEvent.Bind(portal, statement, List.of());
        }
        return bare;
    }

    private enum Part {
        PORTAL,
        STATEMENT,
        PARAMETERS,
        UNWANTED
    }
}

package dev.loupe.relay.trace;

import dev.loupe.relay.http.ExchangeEnd;
import dev.loupe.telemetry.Names;
import io.opentelemetry.api.trace.Span;
import java.util.Locale;

/**
 * The end of an exchange in words.
 *
 * @param upstream what the path calls its upstream, such as {@code store}
 */
public record Ending(String upstream) {
    private static final int FIRST_ERROR = 400;
    private static final int FIRST_SERVER_ERROR = 500;

    /** The metric label {@code outcome}. */
    public String outcome(ExchangeEnd end, int status) {
        if (end instanceof ExchangeEnd.Broken broken) {
            return brokenBy(broken);
        }
        if (status >= FIRST_SERVER_ERROR) {
            return "server_error";
        }
        return status >= FIRST_ERROR ? "client_error" : "ok";
    }

    /** Says on a span what broke, and after how much. */
    public void describe(ExchangeEnd.Broken broken, Span span) {
        span.setAttribute(Names.BROKEN_BY, side(broken.by()));
        span.setAttribute(Names.BROKEN_AFTER_BYTES, bytes(broken));
        span.setAttribute(Names.ERROR_TYPE, brokenBy(broken));
    }

    private String brokenBy(ExchangeEnd.Broken broken) {
        return "broken_by_" + side(broken.by());
    }

    private String side(ExchangeEnd.Side side) {
        return switch (side) {
            case CLIENT -> "client";
            case UPSTREAM -> upstream;
            case PROXY -> "proxy";
        };
    }

    private static long bytes(ExchangeEnd.Broken broken) {
        return Math.max(broken.requestContent(), broken.responseContent());
    }

    /**
     * What went wrong, in a person's words.
     *
     * @param detail said after the status, such as an error code; null for none
     */
    public String inWords(ExchangeEnd end, int status, String detail) {
        if (end instanceof ExchangeEnd.Broken broken) {
            String how = broken.cause().name().toLowerCase(Locale.ROOT);
            return "broken by the " + side(broken.by()) + " (" + how + ") after " + bytes(broken) + " bytes";
        }
        if (end instanceof ExchangeEnd.Answered answered) {
            return answered.error().message();
        }
        return "the " + upstream + " answered " + status + (detail == null ? "" : " " + detail);
    }
}

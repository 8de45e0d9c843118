package dev.loupe.console.web.page;

import dev.loupe.telemetry.Names;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Objects;

/**
 * How a request ended.
 *
 * @param kind good or bad
 * @param text such as {@code 200}, {@code 404 NoSuchKey}, {@code broken by client}
 * @param detail what there is to add, such as {@code after 1.23 MB}; empty for nothing
 */
record Outcome(Kind kind, String text, String detail) {
    private static final long FIRST_REFUSAL = 400;
    private static final long FIRST_FAILURE = 500;

    /** How bad; the mark says the same as the colour. */
    enum Kind {
        /** As it should be. */
        OK("✓", "ok"),
        /** The client asked for what is not there or not allowed. */
        REFUSED("!", "refused"),
        /** The store or the proxy failed. */
        FAILED("✕", "failed"),
        /** The transfer stopped in the middle. */
        BROKEN("⁄⁄", "broken");

        private final String mark;
        private final String style;

        Kind(String mark, String style) {
            this.mark = mark;
            this.style = style;
        }

        String mark() {
            return mark;
        }

        String style() {
            return style;
        }
    }

    static Outcome of(SpanData span) {
        String brokenBy = span.getAttributes().get(Names.BROKEN_BY);
        if (brokenBy != null) {
            return new Outcome(Kind.BROKEN, "broken by " + brokenBy, brokenAfter(span));
        }
        Long status = span.getAttributes().get(Names.HTTP_STATUS);
        boolean error = span.getStatus().getStatusCode() == StatusCode.ERROR;
        if (status == null) {
            return error ? new Outcome(Kind.FAILED, errorOf(span), "") : new Outcome(Kind.OK, "ok", "");
        }
        String code = span.getAttributes().get(Names.S3_ERROR_CODE);
        String text = code == null ? status.toString() : status + " " + code;
        if (error || status >= FIRST_FAILURE) {
            return new Outcome(Kind.FAILED, text, "");
        }
        return new Outcome(status >= FIRST_REFUSAL ? Kind.REFUSED : Kind.OK, text, "");
    }

    boolean isError() {
        return kind != Kind.OK;
    }

    private static String brokenAfter(SpanData span) {
        Long bytes = span.getAttributes().get(Names.BROKEN_AFTER_BYTES);
        return bytes == null ? "" : "after " + Amounts.bytes(bytes);
    }

    private static String errorOf(SpanData span) {
        return Objects.requireNonNullElse(span.getAttributes().get(Names.ERROR_TYPE), "error");
    }
}

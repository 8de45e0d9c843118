package dev.loupe.relay.s3;

import dev.loupe.relay.http.RequestHead;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;

/** Reads the caller's trace context (W3C Trace Context) out of a request. */
final class CallerContext {
    private static final Getter GETTER = new Getter();

    private CallerContext() {}

    /** The caller's span as the parent, or the root context where there is none that is valid. */
    static Context of(RequestHead request) {
        if (request.header("traceparent") == null) {
            return Context.root();
        }
        return W3CTraceContextPropagator.getInstance().extract(Context.root(), request, GETTER);
    }

    private static final class Getter implements TextMapGetter<RequestHead> {
        @Override
        public String get(RequestHead carrier, String key) {
            // RFC 9110 section 5.3 would have several fields joined, but two parents are none.
            List<String> values = carrier.headers(key);
            if (values.isEmpty()) {
                return null;
            }
            return key.equals("traceparent") && values.size() > 1 ? null : String.join(",", values);
        }
    }
}

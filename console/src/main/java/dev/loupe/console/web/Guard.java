package dev.loupe.console.web;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/** Stands before every route: only reading is possible, only under the right name, and only with strict headers. */
final class Guard implements Handler<RoutingContext> {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final int MISDIRECTED = 421;
    private static final int NOT_ALLOWED = 405;

    private final HostCheck hosts;

    Guard(HostCheck hosts) {
        this.hosts = hosts;
    }

    @Override
    public void handle(RoutingContext context) {
        MultiMap headers = context.response().headers();
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
        HttpServerRequest request = context.request();
        if (!hosts.isWelcome(request.authority())) {
            refuse(context, MISDIRECTED, "This console answers only to localhost, 127.0.0.1 and [::1].\n");
        } else if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            headers.set(HttpHeaders.ALLOW, "GET, HEAD");
            refuse(context, NOT_ALLOWED, "There is nothing to change here: only GET and HEAD.\n");
        } else {
            context.next();
        }
    }

    private static void refuse(RoutingContext context, int status, String reason) {
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .end(reason);
    }
}

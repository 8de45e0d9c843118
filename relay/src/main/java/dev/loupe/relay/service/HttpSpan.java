package dev.loupe.relay.service;

import dev.loupe.relay.http.ExchangeEnd;
import dev.loupe.relay.trace.Ending;
import dev.loupe.telemetry.Names;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Locale;

/** What is said about an exchange on its span, by the stable semantic conventions for HTTP. */
final class HttpSpan {
    static final Ending ENDING = new Ending("upstream");

    private static final int FIRST_CLIENT_ERROR = 400;
    private static final int FIRST_SERVER_ERROR = 500;

    private final Span span;
    private final boolean server;

    /** @param server whether the span is of the service that was asked, else of the one that asks */
    HttpSpan(Span span, boolean server) {
        this.span = span;
        this.server = server;
    }

    void request(Line line, Peer.Address address) {
        span.setAttribute(Names.HTTP_METHOD, line.method());
        span.setAttribute(Names.NETWORK_PROTOCOL_VERSION, line.protocol());
        span.setAttribute(Names.SERVER_ADDRESS, address.host());
        if (address.port() > 0) {
            span.setAttribute(Names.SERVER_PORT, (long) address.port());
        }
        if (!line.isConnect()) {
            span.setAttribute(Names.URL_SCHEME, line.scheme());
            span.setAttribute(server ? Names.HTTP_ROUTE : Names.URL_TEMPLATE, line.route());
        }
        if (!server) {
            span.setAttribute(Names.PEER_SERVICE, address.name());
        }
    }

    void moved(HttpExchange exchange) {
        if (exchange.tunnel().isOpen()) {
            span.setAttribute(Names.TUNNEL_SENT, exchange.tunnel().sent());
            span.setAttribute(Names.TUNNEL_RECEIVED, exchange.tunnel().received());
        } else {
            span.setAttribute(Names.HTTP_REQUEST_BODY_SIZE, exchange.requestContent());
            span.setAttribute(Names.HTTP_RESPONSE_BODY_SIZE, exchange.responseContent());
        }
        if (exchange.attempts() > 1) {
            span.setAttribute(Names.RETRIES, exchange.attempts() - 1L);
        }
    }

    void end(ExchangeEnd end, int status) {
        if (status > 0) {
            span.setAttribute(Names.HTTP_STATUS, (long) status);
        }
        if (end instanceof ExchangeEnd.Broken broken) {
            ENDING.describe(broken, span);
            span.setStatus(StatusCode.ERROR, ENDING.inWords(end, status, null));
        } else if (end instanceof ExchangeEnd.Answered answered) {
            span.setAttribute(Names.ERROR_TYPE, answered.error().kind().name().toLowerCase(Locale.ROOT));
            span.setStatus(StatusCode.ERROR, ENDING.inWords(end, status, null));
        } else if (status >= (server ? FIRST_SERVER_ERROR : FIRST_CLIENT_ERROR)) {
            span.setAttribute(Names.ERROR_TYPE, Integer.toString(status));
            span.setStatus(StatusCode.ERROR, ENDING.inWords(end, status, null));
        }
    }
}

package dev.loupe.demo.http;

import com.sun.net.httpserver.HttpExchange;
import dev.loupe.demo.ledger.Act;
import dev.loupe.demo.ledger.Book;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** One request to a service, as its handler sees it. Belongs to the handler's thread; {@link #cause} may go to others. */
public final class Call {
    private final HttpExchange exchange;
    private final String service;
    private final String operation;
    private final long number;
    private final Map<String, String> parameters;
    private final Book book;
    private String order;

    Call(
            HttpExchange exchange,
            String service,
            String operation,
            long number,
            Map<String, String> parameters,
            Book book) {
        this.exchange = exchange;
        this.service = service;
        this.operation = operation;
        this.number = number;
        this.parameters = parameters;
        this.book = book;
        this.order = parameters.getOrDefault("order", "");
    }

    /** The order in its path, or that it turned out to be about. */
    public String order() {
        return order;
    }

    /** It is about this order, which does not stand in its path. */
    public void about(String which) {
        order = which;
    }

    /** A part of the path, by its name in the route. */
    public String parameter(String name) {
        return parameters.get(name);
    }

    /** Its body, if that is a JSON object. */
    public Map<String, String> json() throws IOException {
        return Json.object(exchange.getRequestBody());
    }

    /** Its body as it comes. */
    public InputStream body() {
        return exchange.getRequestBody();
    }

    /** A field of its head. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    /** A cookie. */
    public Optional<String> cookie(String name) {
        return header("Cookie").stream()
                .flatMap(field -> Arrays.stream(field.split(";", -1)))
                .map(String::strip)
                .filter(pair -> pair.startsWith(name + '='))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst();
    }

    /** What something that is done for it is done for. */
    public Act.Cause cause() {
        return new Act.Cause(service, operation, order, number);
    }

    /** Writes down that something is done for it. */
    public void does(String peer, String what) {
        book.did(new Act(cause(), peer, what, order));
    }
}

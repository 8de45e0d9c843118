package dev.loupe.demo.crm;

import dev.loupe.demo.http.Answer;
import dev.loupe.demo.http.Api;
import dev.loupe.demo.http.Call;
import dev.loupe.demo.http.Json;
import dev.loupe.demo.http.Peer;
import dev.loupe.demo.ledger.Book;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** Operators sign in, see which orders wait, open one, approve it. */
public final class Crm implements AutoCloseable {
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int SIGN_IN_FIRST = 401;
    private static final int BAD_GATEWAY = 502;
    private static final int FIRST_ERROR = 400;
    private static final String COOKIE = "operator";

    private final Set<String> operators = new ConcurrentSkipListSet<>();
    private final Peer shop;
    private final Peer mes;
    private final Api api;

    private Crm(CrmSettings settings, Book book) {
        this.shop = new Peer("shop-api", settings.shop(), book);
        this.mes = new Peer("mes-api", settings.mes(), book);
        this.api = new Api("crm-api", settings.host(), settings.port(), book)
                .on("GET /health", call -> Answer.of(OK))
                .on("POST /session", this::signIn)
                .on("GET /orders", signedIn(this::waiting))
                .on("GET /orders/{order}", signedIn(this::open))
                .on("POST /orders/{order}/approve", signedIn(this::approve))
                .on("GET /admin/operators", signedIn(this::operators));
    }

    /** Starts to answer. */
    public static Crm open(CrmSettings settings, Book book) {
        Crm crm = new Crm(settings, book);
        crm.api.start();
        return crm;
    }

    /** Where it listens. */
    public int port() {
        return api.port();
    }

    private static Api.Handler signedIn(Api.Handler handler) {
        return call -> call.cookie(COOKIE).isPresent() ? handler.answer(call) : Answer.of(SIGN_IN_FIRST);
    }

    private Answer signIn(Call call) throws IOException {
        String operator = call.json().get("operator");
        if (operator == null || operator.isBlank()) {
            throw new IllegalArgumentException("operator is wanted");
        }
        operators.add(operator);
        String value = URLEncoder.encode(operator, StandardCharsets.UTF_8);
        return Answer.of(NO_CONTENT).with("Set-Cookie", COOKIE + '=' + value + "; HttpOnly; Path=/");
    }

    private Answer waiting(Call call) throws IOException, InterruptedException {
        Peer.Reply reply = shop.ask(call.cause(), "GET /orders", "");
        return reply.status() == OK ? Answer.of(OK, "orders", Json.list(reply.in(), "orders")) : Answer.of(BAD_GATEWAY);
    }

    private Answer open(Call call) throws IOException, InterruptedException {
        Peer.Reply reply = shop.ask(call.cause(), "GET /orders/{order}", call.order());
        return reply.status() == OK ? Answer.of(OK, Json.object(reply.in())) : Answer.of(reply.status());
    }

    /** First into production, and then the Shop may tell the customer. */
    private Answer approve(Call call) throws IOException, InterruptedException {
        Peer.Reply production = mes.tell(call.cause(), "POST /production", call.order(), Map.of("order", call.order()));
        if (production.status() >= FIRST_ERROR) {
            return Answer.of(BAD_GATEWAY);
        }
        Peer.Reply approval = shop.ask(call.cause(), "PUT /orders/{order}/approval", call.order());
        return Answer.of(approval.status());
    }

    private Answer operators(Call call) {
        return Answer.of(
                OK,
                "operators",
                operators.stream().map(name -> Map.of("name", name)).toList());
    }

    @Override
    public void close() {
        api.close();
    }
}

package dev.loupe.demo.crm;

import dev.loupe.demo.http.Answer;
import dev.loupe.demo.http.Api;
import dev.loupe.demo.http.Call;
import dev.loupe.demo.http.Json;
import dev.loupe.demo.http.Peer;
import dev.loupe.demo.ledger.Book;
import dev.loupe.demo.mq.Receiver;
import dev.loupe.demo.sql.Database;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Operators sign in, see which orders wait, open one, approve it, note what customers say on the telephone. What the MES says
 * of an order is shown with it, as soon as that is filed.
 */
public final class Crm implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Crm.class.getName());
    private static final String SERVICE = "crm-api";
    private static final String DATABASE = "shop-db";
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int NO_CONTENT = 204;
    private static final int SIGN_IN_FIRST = 401;
    private static final int NOT_FOUND = 404;
    private static final int BAD_GATEWAY = 502;
    private static final int FIRST_ERROR = 400;
    private static final String COOKIE = "operator";
    private static final String STATUS = "crm.status";
    private static final String UNREAD = "crm.status.dead";
    private static final int CLERKS = 2;
    private static final int PREFETCH = 4;

    private final ScheduledExecutorService job = Executors.newSingleThreadScheduledExecutor();
    private final Database database;
    private final Desk desk;
    private final Statuses statuses;
    private final Receiver receiver;
    private final Peer shop;
    private final Peer mes;
    private final Api api;

    private Crm(CrmSettings settings, Book book) {
        this.database = new Database(DATABASE, SERVICE, settings.database(), book);
        this.desk = new Desk(database, settings.pace().letter());
        this.statuses = new Statuses(
                database, new Archive(settings.pace().waking(), settings.pace().filing()));
        this.receiver = new Receiver(SERVICE, settings.broker(), CLERKS, book);
        this.shop = new Peer("shop-api", settings.shop(), book);
        this.mes = new Peer("mes-api", settings.mes(), book);
        this.api = new Api(SERVICE, settings.host(), settings.port(), book)
                .on("GET /health", call -> Answer.of(OK))
                .on("POST /session", this::signIn)
                .on("GET /orders", signedIn(this::waiting))
                .on("GET /orders/{order}", signedIn(this::open))
                .on("POST /orders/{order}/approve", signedIn(this::approve))
                .on("POST /orders/{order}/notes", signedIn(this::note))
                .on("GET /admin/operators", signedIn(this::operators));
    }

    /** Starts to answer. */
    public static Crm open(CrmSettings settings, Book book) {
        Crm crm = new Crm(settings, book);
        crm.receiver.listen(STATUS, PREFETCH, crm.statuses::learn);
        long every = settings.pace().clears().toMillis();
        crm.job.scheduleWithFixedDelay(crm::clear, every, every, TimeUnit.MILLISECONDS);
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

    private Answer signIn(Call call) throws IOException, SQLException, InterruptedException {
        String operator = call.json().get("operator");
        if (operator == null || operator.isBlank()) {
            throw new IllegalArgumentException("operator is wanted");
        }
        desk.knows(call.cause(), operator);
        String value = URLEncoder.encode(operator, StandardCharsets.UTF_8);
        return Answer.of(NO_CONTENT).with("Set-Cookie", COOKIE + '=' + value + "; HttpOnly; Path=/");
    }

    private Answer waiting(Call call) throws IOException, InterruptedException {
        Peer.Reply reply = shop.ask(call.cause(), "GET /orders", "");
        return reply.status() == OK ? Answer.of(OK, "orders", Json.list(reply.in(), "orders")) : Answer.of(BAD_GATEWAY);
    }

    private Answer open(Call call) throws IOException, SQLException, InterruptedException {
        Peer.Reply reply = shop.ask(call.cause(), "GET /orders/{order}", call.order());
        if (reply.status() != OK) {
            return Answer.of(reply.status());
        }
        Map<String, String> order = new LinkedHashMap<>(Json.object(reply.in()));
        order.put("notes", desk.notes(call.cause()));
        order.put("production", statuses.of(call.cause()));
        return Answer.of(OK, order);
    }

    /** First into production, and then the Shop may tell the customer. */
    private Answer approve(Call call) throws IOException, SQLException, InterruptedException {
        Peer.Reply production = mes.tell(call.cause(), "POST /production", call.order(), Map.of("order", call.order()));
        if (production.status() >= FIRST_ERROR) {
            return Answer.of(BAD_GATEWAY);
        }
        Peer.Reply approval = shop.ask(call.cause(), "PUT /orders/{order}/approval", call.order());
        if (approval.status() < FIRST_ERROR) {
            desk.approved(call.cause(), operator(call));
        }
        return Answer.of(approval.status());
    }

    /** Somebody has called about an order; the customer gets a letter that says what was agreed. */
    private Answer note(Call call) throws IOException, SQLException, InterruptedException {
        String note = call.json().getOrDefault("note", "");
        boolean known = desk.note(call.cause(), operator(call), note);
        return Answer.of(known ? CREATED : NOT_FOUND);
    }

    private Answer operators(Call call) throws IOException, SQLException, InterruptedException {
        return Answer.of(OK, "operators", desk.operators(call.cause()));
    }

    private void clear() {
        try {
            receiver.empty(UNREAD, statuses::keepUnread);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the broker does not answer", e);
        }
    }

    private static String operator(Call call) {
        return URLDecoder.decode(call.cookie(COOKIE).orElseThrow(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        api.close();
        job.shutdownNow();
        receiver.close();
        database.close();
    }
}

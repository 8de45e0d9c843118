package dev.loupe.demo.shop;

import dev.loupe.demo.http.Answer;
import dev.loupe.demo.http.Api;
import dev.loupe.demo.http.Call;
import dev.loupe.demo.http.Json;
import dev.loupe.demo.http.Peer;
import dev.loupe.demo.ledger.Book;
import dev.loupe.demo.sql.Database;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Takes orders and their models, asks the MES for prices, and is told of them. */
public final class Shop implements AutoCloseable {
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int ACCEPTED = 202;
    private static final int NO_CONTENT = 204;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int LENGTH_REQUIRED = 411;
    private static final int BAD_GATEWAY = 502;
    private static final String SERVICE = "shop-api";
    private static final String DATABASE = "shop-db";
    private static final String STORE = "3d-files-storage";

    private final ShopSettings settings;
    private final S3Client s3;
    private final Database database;
    private final Orders orders;
    private final Peer mes;
    private final Api api;

    private Shop(ShopSettings settings, Book book) {
        this.settings = settings;
        this.s3 = settings.store().client();
        this.database = new Database(DATABASE, SERVICE, settings.database(), book);
        this.orders = new Orders(database);
        this.mes = new Peer("mes-api", settings.mes(), book);
        this.api = new Api(SERVICE, settings.host(), settings.port(), book)
                .on("GET /health", call -> Answer.of(OK))
                .on("POST /orders", this::place)
                .on("GET /orders", this::priced)
                .on("GET /orders/{order}", this::show)
                .on("PUT /orders/{order}/model", this::keepModel)
                .on("POST /orders/{order}/checkout", this::checkOut)
                .on("PUT /orders/{order}/price", this::price)
                .on("PUT /orders/{order}/approval", this::approve);
    }

    /** Starts to answer. */
    public static Shop open(ShopSettings settings, Book book) {
        Shop shop = new Shop(settings, book);
        shop.api.start();
        return shop;
    }

    /** Where it listens. */
    public int port() {
        return api.port();
    }

    private Answer place(Call call) throws IOException, SQLException, InterruptedException {
        Map<String, String> json = call.json();
        if (!json.keySet().containsAll(List.of("customer", "email", "file"))) {
            throw new IllegalArgumentException("customer, email and file are wanted");
        }
        orders.keepCustomer(call.cause(), json);
        Order order = orders.place(call.cause(), json);
        call.about(Long.toString(order.id()));
        return Answer.of(CREATED, order.json());
    }

    private Answer priced(Call call) throws IOException, SQLException, InterruptedException {
        return Answer.of(
                OK,
                "orders",
                orders.in(call.cause(), Order.Status.PRICED).stream()
                        .map(Order::json)
                        .toList());
    }

    private Answer show(Call call) throws IOException, SQLException, InterruptedException {
        return orders.find(call.cause(), call.order())
                .map(order -> Answer.of(OK, order.json()))
                .orElse(Answer.of(NOT_FOUND));
    }

    /** The model goes to the store as it comes, without being held. */
    private Answer keepModel(Call call) throws IOException, SQLException, InterruptedException {
        Optional<Order> order = orders.find(call.cause(), call.order());
        long length = call.header("Content-Length").map(Long::parseLong).orElse(-1L);
        if (order.isEmpty() || length < 0) {
            return Answer.of(order.isEmpty() ? NOT_FOUND : LENGTH_REQUIRED);
        }
        call.does(STORE, "PutObject");
        s3.putObject(
                request -> request.bucket(settings.bucket()).key(order.get().key()),
                RequestBody.fromInputStream(call.body(), length));
        boolean kept = orders.goes(call.cause(), order.get().id(), Order.Status.PLACED, Order.Status.DESIGNED);
        return Answer.of(kept ? NO_CONTENT : CONFLICT);
    }

    /** The MES answers with a price, or promises one. */
    private Answer checkOut(Call call) throws IOException, SQLException, InterruptedException {
        Optional<Order> found = orders.find(call.cause(), call.order());
        if (found.isEmpty()) {
            return Answer.of(NOT_FOUND);
        }
        Order order = found.get();
        if (!orders.goes(call.cause(), order.id(), Order.Status.DESIGNED, Order.Status.PRICING)) {
            return Answer.of(CONFLICT);
        }
        Peer.Reply reply = mes.tell(
                call.cause(), "POST /prices", call.order(), Map.of("order", call.order(), "file", order.key()));
        if (reply.status() == ACCEPTED) {
            return Answer.of(ACCEPTED, Map.of("id", call.order()));
        }
        if (reply.status() != OK) {
            return Answer.of(BAD_GATEWAY);
        }
        String price = Json.object(reply.in()).get("price");
        orders.price(call.cause(), call.order(), price);
        return Answer.of(OK, Map.of("id", call.order(), "price", price));
    }

    private Answer price(Call call) throws IOException, SQLException, InterruptedException {
        String price = call.json().get("price");
        if (price == null) {
            throw new IllegalArgumentException("price is wanted");
        }
        return changed(orders.price(call.cause(), call.order(), price));
    }

    private Answer approve(Call call) throws IOException, SQLException, InterruptedException {
        return changed(orders.approve(call.cause(), call.order()));
    }

    private static Answer changed(boolean was) {
        return Answer.of(was ? NO_CONTENT : NOT_FOUND);
    }

    @Override
    public void close() {
        api.close();
        database.close();
        s3.close();
    }
}

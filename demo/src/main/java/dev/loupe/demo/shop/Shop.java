package dev.loupe.demo.shop;

import dev.loupe.demo.http.Answer;
import dev.loupe.demo.http.Api;
import dev.loupe.demo.http.Call;
import dev.loupe.demo.http.Json;
import dev.loupe.demo.http.Peer;
import dev.loupe.demo.ledger.Book;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
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
    private static final int FIRST_ORDER = 10_234;
    private static final String STORE = "3d-files-storage";

    private final ConcurrentMap<String, Order> orders = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger(FIRST_ORDER);
    private final ShopSettings settings;
    private final S3Client s3;
    private final Peer mes;
    private final Api api;

    private Shop(ShopSettings settings, Book book) {
        this.settings = settings;
        this.s3 = settings.store().client();
        this.mes = new Peer("mes-api", settings.mes(), book);
        this.api = new Api("shop-api", settings.host(), settings.port(), book)
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

    private Answer place(Call call) throws IOException {
        Map<String, String> json = call.json();
        if (!json.keySet().containsAll(java.util.List.of("customer", "email", "file"))) {
            throw new IllegalArgumentException("customer, email and file are wanted");
        }
        String id = Integer.toString(next.getAndIncrement());
        Order order = new Order(id, json.get("customer"), json.get("email"), json.get("file"), Order.Status.PLACED, "");
        orders.put(id, order);
        call.about(id);
        return Answer.of(CREATED, order.json());
    }

    private Answer priced(Call call) {
        return Answer.of(
                OK,
                "orders",
                orders.values().stream()
                        .filter(order -> order.status() == Order.Status.PRICED)
                        .map(Order::json)
                        .toList());
    }

    private Answer show(Call call) {
        Order order = orders.get(call.order());
        return order == null ? Answer.of(NOT_FOUND) : Answer.of(OK, order.json());
    }

    /** The model goes to the store as it comes, without being held. */
    private Answer keepModel(Call call) {
        Order order = orders.get(call.order());
        long length = call.header("Content-Length").map(Long::parseLong).orElse(-1L);
        if (order == null || length < 0) {
            return Answer.of(order == null ? NOT_FOUND : LENGTH_REQUIRED);
        }
        call.does(STORE, "PutObject");
        s3.putObject(
                request -> request.bucket(settings.bucket()).key(order.key()),
                RequestBody.fromInputStream(call.body(), length));
        orders.put(order.id(), order.in(Order.Status.DESIGNED));
        return Answer.of(NO_CONTENT);
    }

    /** The MES answers with a price, or promises one. */
    private Answer checkOut(Call call) throws IOException, InterruptedException {
        Order order = orders.get(call.order());
        if (order == null || order.status() != Order.Status.DESIGNED) {
            return Answer.of(order == null ? NOT_FOUND : CONFLICT);
        }
        orders.put(order.id(), order.in(Order.Status.PRICING));
        Peer.Reply reply =
                mes.tell(call.cause(), "POST /prices", order.id(), Map.of("order", order.id(), "file", order.key()));
        if (reply.status() == ACCEPTED) {
            return Answer.of(ACCEPTED, Map.of("id", order.id()));
        }
        if (reply.status() != OK) {
            return Answer.of(BAD_GATEWAY);
        }
        String price = Json.object(reply.in()).get("price");
        orders.computeIfPresent(order.id(), (id, now) -> now.priced(price));
        return Answer.of(OK, Map.of("id", order.id(), "price", price));
    }

    private Answer price(Call call) throws IOException {
        String price = call.json().get("price");
        return changed(orders.computeIfPresent(call.order(), (id, order) -> order.priced(price)));
    }

    private Answer approve(Call call) {
        return changed(orders.computeIfPresent(call.order(), (id, order) -> order.in(Order.Status.APPROVED)));
    }

    private static Answer changed(Order order) {
        return Answer.of(order == null ? NOT_FOUND : NO_CONTENT);
    }

    @Override
    public void close() {
        api.close();
        s3.close();
    }
}

package dev.loupe.demo.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.loupe.demo.broker.EmbeddedBroker;
import dev.loupe.demo.crm.Crm;
import dev.loupe.demo.crm.CrmSettings;
import dev.loupe.demo.database.EmbeddedDatabase;
import dev.loupe.demo.ledger.Got;
import dev.loupe.demo.ledger.Handled;
import dev.loupe.demo.ledger.Ledger;
import dev.loupe.demo.ledger.Ran;
import dev.loupe.demo.ledger.Sent;
import dev.loupe.demo.mes.Mes;
import dev.loupe.demo.mes.MesSettings;
import dev.loupe.demo.people.Accountant;
import dev.loupe.demo.people.Purchase;
import dev.loupe.demo.people.Rush;
import dev.loupe.demo.people.Wish;
import dev.loupe.demo.ring.RingFormat;
import dev.loupe.demo.shop.Shop;
import dev.loupe.demo.shop.ShopSettings;
import dev.loupe.demo.store.EmbeddedStore;
import dev.loupe.demo.store.S3Access;
import dev.loupe.rabbitmq.SharedRabbitMq;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/** The three services by themselves, without anything of Loupe's between them. */
class ServicesTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long AT_ONCE = 256 * 1024;
    private static final CrmSettings.Pace PACE = new CrmSettings.Pace(
            Duration.ofMillis(300), Duration.ofMillis(100), Duration.ofMillis(20), Duration.ofMillis(50));
    private static final MesSettings.Casting CASTING = new MesSettings.Casting(3_500 * 1024, Duration.ofMillis(600));

    private final Ledger ledger = new Ledger();
    private static EmbeddedStore store;
    private static EmbeddedDatabase database;
    private static EmbeddedBroker broker;

    private Shop shop;
    private Mes mes;
    private Crm crm;

    @BeforeAll
    static void start() {
        store = EmbeddedStore.start();
        database = EmbeddedDatabase.start(Path.of("../target/postgres"));
        broker = EmbeddedBroker.in(SharedRabbitMq.get(), SharedRabbitMq.virtualHost());
        try (S3Client s3 = access().client()) {
            s3.createBucket(r -> r.bucket(S3Access.BUCKET));
        }
    }

    private static S3Access access() {
        return new S3Access(store.endpoint(), store.accessKey(), store.secretKey());
    }

    @AfterAll
    static void stop() {
        store.close();
        database.close();
    }

    @BeforeEach
    void open() {
        S3Access access = access();
        List<Integer> ports = FreePorts.some(2);
        URI shopAddress = Local.address(ports.get(0));
        URI mesAddress = Local.address(ports.get(1));
        shop = Shop.open(
                new ShopSettings(
                        LOOPBACK,
                        ports.get(0),
                        mesAddress,
                        access,
                        S3Access.BUCKET,
                        database.access("shop", EmbeddedDatabase.SHOP)),
                ledger);
        mes = Mes.open(
                new MesSettings(
                        LOOPBACK,
                        ports.get(1),
                        shopAddress,
                        access,
                        S3Access.BUCKET,
                        database.access("mes", EmbeddedDatabase.MES),
                        broker.access("mes"),
                        AT_ONCE,
                        CASTING,
                        Duration.ofHours(1)),
                ledger);
        crm = Crm.open(
                new CrmSettings(
                        LOOPBACK,
                        0,
                        shopAddress,
                        mesAddress,
                        database.access("crm", EmbeddedDatabase.SHOP),
                        broker.access("crm"),
                        PACE),
                ledger);
    }

    @AfterEach
    void close() {
        crm.close();
        mes.close();
        shop.close();
    }

    private List<Purchase> rush(Duration patience, Wish... wishes) throws InterruptedException {
        Rush.Timing timing = new Rush.Timing(this::isNoted, this::isOver);
        Accountant accountant = new Accountant(database.access("accounting", EmbeddedDatabase.MES));
        return new Rush(Local.address(shop.port()), Local.address(crm.port()), patience, timing)
                .happens(List.of(wishes), accountant);
    }

    private boolean isNoted(String order) {
        return statements("crm-api", order).stream()
                .anyMatch(ran -> ran.operation().equals("SELECT") && ran.transaction() > 0);
    }

    private boolean isOver(String order) {
        return statements("mes-api", order).stream()
                .anyMatch(ran -> ran.operation().equals("UPDATE"));
    }

    private List<Ran> statements(String service, String order) {
        return ledger.ran().stream()
                .filter(ran -> ran.cause().service().equals(service)
                        && ran.cause().order().equals(order))
                .toList();
    }

    @Test
    void smallModel_isPricedAtOnce_shownAndApproved() throws InterruptedException {
        Wish wish = new Wish("Emma", "small", RingFormat.STL_BINARY, 50_000, Wish.Fate.APPROVED);

        Purchase purchase = rush(PATIENCE, wish).get(0);

        assertThat(purchase.later()).isFalse();
        // A ring of this kind is 0.5 to 3 cm³ of gold.
        assertThat(Long.parseLong(purchase.price())).isBetween(40_000L, 300_000L);
        String order = purchase.order();
        assertThat(acts())
                .contains(
                        act("shop-api", "PUT /orders/{order}/model", "3d-files-storage", "PutObject", order),
                        act("shop-api", "POST /orders/{order}/checkout", "mes-api", "POST /prices", order),
                        act("mes-api", "POST /prices", "3d-files-storage", "GetObject", order),
                        act("crm-api", "GET /orders/{order}", "shop-api", "GET /orders/{order}", order),
                        act("crm-api", "POST /orders/{order}/approve", "mes-api", "POST /production", order),
                        act(
                                "crm-api",
                                "POST /orders/{order}/approve",
                                "shop-api",
                                "PUT /orders/{order}/approval",
                                order));
        assertThat(ledger.handled())
                .contains(
                        new Handled("shop-api", "POST /orders", order, 201),
                        new Handled("mes-api", "POST /prices", order, 200),
                        new Handled("shop-api", "PUT /orders/{order}/approval", order, 204));
    }

    private static String act(String service, String cause, String peer, String operation, String order) {
        return String.join(", ", service, cause, peer, operation, order);
    }

    private List<String> acts() {
        return ledger.acts().stream()
                .map(act ->
                        act(act.cause().service(), act.cause().operation(), act.peer(), act.operation(), act.order()))
                .toList();
    }

    @Test
    void statements_areWrittenDown_withTheirTransactions() throws InterruptedException {
        Wish wish = new Wish("Emma Lindqvist", "small", RingFormat.STL_BINARY, 50_000, Wish.Fate.LEFT_LYING);

        String order = rush(PATIENCE, wish).get(0).order();

        assertThat(statements("shop-api", "POST /orders/{order}/checkout", order))
                .containsExactly(
                        "SELECT orders 1",
                        "BEGIN  0 in a transaction",
                        "UPDATE orders 1 in a transaction",
                        "INSERT order_history 1 in a transaction",
                        "COMMIT  0 in a transaction",
                        "BEGIN  0 in a transaction",
                        "SELECT orders 1 in a transaction",
                        "UPDATE orders 1 in a transaction",
                        "INSERT order_history 1 in a transaction",
                        "COMMIT  0 in a transaction");
        assertThat(statements("mes-api", "POST /prices", order))
                .containsExactly(
                        "INSERT prices 1",
                        "BEGIN  0 in a transaction",
                        "SELECT prices 1 in a transaction",
                        "SELECT materials 1 in a transaction",
                        "UPDATE prices 1 in a transaction",
                        "COMMIT  0 in a transaction");
    }

    private List<String> statements(String service, String cause, String order) {
        return statements(service, order).stream()
                .filter(ran -> ran.cause().operation().equals(cause))
                .map(ran -> ran.operation()
                        + ' '
                        + ran.table()
                        + ' '
                        + ran.rows()
                        + (ran.transaction() > 0 ? " in a transaction" : "")
                        + ran.failure())
                .toList();
    }

    @Test
    void orderThatSomebodyCallsAbout_waitsForTheLetter() throws InterruptedException {
        Wish wish = new Wish("Tunde Bello", "ring-twisted", RingFormat.STL_BINARY, 50_000, Wish.Fate.LEFT_LYING);

        String order = rush(PATIENCE, wish).get(0).order();

        assertThat(statements("shop-api", order))
                .anyMatch(ran -> ran.operation().equals("UPDATE") && ran.when().seconds() > 0.15);
        assertThat(statements("crm-api", "POST /orders/{order}/notes", order))
                .containsExactly(
                        "BEGIN  0 in a transaction",
                        "SELECT orders 1 in a transaction",
                        "INSERT notes 1 in a transaction",
                        "COMMIT  0 in a transaction");
    }

    @Test
    void priceThatSomebodyHasOpenInAWorkbook_isLost() throws InterruptedException {
        Wish wish = new Wish("Ines Duarte", "ring-heirloom", RingFormat.STL_BINARY, 4_000_000, Wish.Fate.UNSTORED);

        Purchase purchase = rush(PATIENCE.dividedBy(5), wish).get(0);

        assertThat(purchase.price()).isEmpty();
        assertThat(statements("mes-api", "POST /prices", purchase.order()))
                .containsExactly(
                        "INSERT prices 1",
                        "BEGIN  0 in a transaction",
                        "SELECT prices 1 in a transaction",
                        "SELECT materials 1 in a transaction",
                        "UPDATE prices 0 in a transaction55P03",
                        "ROLLBACK  0 in a transaction");
    }

    @Test
    void customerWhoComesAgain_isKnown() throws InterruptedException {
        Wish first = new Wish("Aiko Tanaka", "a", RingFormat.STL_BINARY, 50_000, Wish.Fate.LEFT_LYING);
        Wish second = new Wish("Aiko Tanaka", "b", RingFormat.STL_BINARY, 50_000, Wish.Fate.LEFT_LYING);

        List<Purchase> purchases = rush(PATIENCE, first, second);

        assertThat(purchases).extracting(Purchase::price).doesNotContain("");
        assertThat(ledger.ran())
                .filteredOn(ran -> ran.table().equals("customers"))
                .extracting(Ran::failure)
                .containsExactly("", "23505");
    }

    @Test
    void largeModel_isAccepted_andTheShopIsToldLater() throws InterruptedException {
        Wish wish = new Wish("Juan", "large", RingFormat.STL_BINARY, 2_000_000, Wish.Fate.APPROVED);

        Purchase purchase = rush(PATIENCE, wish).get(0);

        assertThat(purchase.later()).isTrue();
        assertThat(purchase.price()).isNotEmpty();
        assertThat(ledger.handled())
                .contains(
                        new Handled("mes-api", "POST /prices", purchase.order(), 202),
                        new Handled("shop-api", "POST /orders/{order}/checkout", purchase.order(), 202),
                        new Handled("shop-api", "PUT /orders/{order}/price", purchase.order(), 204));
    }

    @Test
    void sameRing_costsTheSame_inEveryFormatThatIsRead() throws InterruptedException {
        List<Purchase> purchases = rush(
                PATIENCE,
                new Wish("Olga", "a", RingFormat.STL_BINARY, 200_000, Wish.Fate.APPROVED),
                new Wish("Olga", "b", RingFormat.STL_ASCII, 1_000_000, Wish.Fate.APPROVED),
                new Wish("Olga", "c", RingFormat.OBJ, 130_000, Wish.Fate.APPROVED));

        long price = Long.parseLong(purchases.get(0).price());
        assertThat(purchases).allSatisfy(purchase -> assertThat(Long.parseLong(purchase.price()))
                .isBetween(price * 98 / 100, price * 102 / 100));
    }

    @Test
    void brokenLargeModel_neverGetsAPrice() throws InterruptedException {
        Wish wish = new Wish("Noor", "torn", RingFormat.STL_BINARY, 1_000_000, Wish.Fate.LOST);

        Purchase purchase = rush(Duration.ofSeconds(1), wish).get(0);

        assertThat(purchase.price()).isEmpty();
        assertThat(ledger.handled())
                .contains(new Handled("mes-api", "POST /prices", purchase.order(), 202))
                .noneMatch(request -> request.operation().equals("PUT /orders/{order}/price"));
    }

    @Test
    void whatBecomesOfAnOrder_isToldToTheCrm_whichShowsIt() throws Exception {
        Wish wish = new Wish("Emma", "small", RingFormat.STL_BINARY, 50_000, Wish.Fate.APPROVED);

        String order = rush(PATIENCE, wish).get(0).order();

        await().until(() -> got(order), list -> list.size() == 2);
        assertThat(sent(order))
                .containsExactly(
                        "POST /prices orders:order.priced confirmed",
                        "POST /production orders:order.in_production confirmed");
        assertThat(got(order)).containsOnly("crm.status ACKED");
        assertThat(statements("crm-api", Got.from(EmbeddedBroker.STATUS), order))
                // Two workers take the two messages, so that their statements can stand between each other.
                .contains("INSERT statuses 1 in a transaction", "UPDATE statuses 1 in a transaction");
        await().untilAsserted(() ->
                assertThat(page(crm.port(), "/orders/" + order)).contains("\"production\":\"in production\""));
    }

    @Test
    void statusThatTheCrmDoesNotKnow_comesToItsClerk() throws InterruptedException {
        Wish wish = new Wish("Ines", "fine", RingFormat.STL_BINARY, 4_000_000, Wish.Fate.LEFT_LYING);

        String order = rush(PATIENCE, wish).get(0).order();

        await().untilAsserted(() -> assertThat(got(order))
                .containsExactlyInAnyOrder("crm.status REJECTED", "crm.status.dead ACKED", "crm.status ACKED"));
        assertThat(statements("crm-api", Got.from(EmbeddedBroker.DEAD), order)).containsExactly("INSERT unread 1");
    }

    @Test
    void failure_isPublishedAndConfirmed_andReachesNobody() throws InterruptedException {
        Wish wish = new Wish("Noor", "torn", RingFormat.STL_BINARY, 1_000_000, Wish.Fate.LOST);

        String order = rush(Duration.ofSeconds(1), wish).get(0).order();

        assertThat(sent(order)).containsExactly("POST /prices orders:orders.failed confirmed");
        assertThat(got(order)).isEmpty();
    }

    @Test
    void secondClick_tellsTheCrmTheSameOnceMore() throws InterruptedException {
        Wish wish = new Wish("Olga", "signet", RingFormat.OBJ, 130_000, Wish.Fate.APPROVED);

        String order = rush(PATIENCE, wish).get(0).order();

        await().until(() -> got(order), list -> list.size() == 3);
        assertThat(ledger.sent())
                .filteredOn(sent -> sent.key().equals("order.in_production"))
                .extracting(Sent::id)
                .hasSize(2)
                .containsOnly(ledger.sent().get(1).id());
        assertThat(ledger.handled())
                .contains(new Handled("crm-api", "POST /orders/{order}/approve", order, 204))
                .contains(new Handled("crm-api", "POST /orders/{order}/approve", order, 404));
    }

    private List<String> sent(String order) {
        return ledger.sent().stream()
                .filter(sent -> sent.cause().order().equals(order))
                .map(sent -> sent.cause().operation()
                        + ' '
                        + sent.destination()
                        + (sent.confirmed() ? " confirmed" : " not confirmed"))
                .toList();
    }

    private List<String> got(String order) {
        return ledger.got().stream()
                .filter(got -> got.cause().order().equals(order))
                .map(got -> got.queue() + ' ' + got.settled())
                .toList();
    }

    private static String page(int port, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(Local.address(port).resolve(path))
                .header("Cookie", "operator=x")
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void stranger_seesNoOrders_andNonsenseIsRefused() throws Exception {
        assertThat(status("GET", crm.port(), "/orders", "")).isEqualTo(401);
        assertThat(status("POST", shop.port(), "/orders", "{\"customer\":\"Emma\"}"))
                .isEqualTo(400);
        assertThat(status("POST", mes.port(), "/prices", "{}")).isEqualTo(400);
        assertThat(status("POST", mes.port(), "/prices", "{\"order\":\"1\",\"file\":\"orders/1/gone.stl\"}"))
                .isEqualTo(404);
        assertThat(status("GET", shop.port(), "/orders/1", "")).isEqualTo(404);
        assertThat(status("GET", shop.port(), "/nowhere", "")).isEqualTo(404);
        assertThat(status("GET", mes.port(), "/health", "")).isEqualTo(200);
    }

    private static int status(String method, int port, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(Local.address(port).resolve(path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}

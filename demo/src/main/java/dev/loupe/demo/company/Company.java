package dev.loupe.demo.company;

import dev.loupe.crm.CrmAdapter;
import dev.loupe.demo.broker.EmbeddedBroker;
import dev.loupe.demo.crm.Crm;
import dev.loupe.demo.crm.CrmSettings;
import dev.loupe.demo.database.EmbeddedDatabase;
import dev.loupe.demo.ledger.Ledger;
import dev.loupe.demo.mes.Mes;
import dev.loupe.demo.mes.MesSettings;
import dev.loupe.demo.people.Accountant;
import dev.loupe.demo.shop.Shop;
import dev.loupe.demo.shop.ShopSettings;
import dev.loupe.demo.store.S3Access;
import dev.loupe.mes.MesAdapter;
import dev.loupe.shop.ShopAdapter;
import dev.loupe.telemetry.Telemetry;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The Shop, the MES and the CRM, each behind a sidecar of its own and with nothing but its sidecar's addresses, all in this
 * process.
 */
public final class Company implements AutoCloseable {
    /** How long a price may take before it is lost, and an order before it is stuck in "pricing". */
    static final Duration PRICE_LIMIT = Duration.ofSeconds(3);

    /** How long an order may wait for an operator. */
    static final Duration OPERATOR_LIMIT = Duration.ofSeconds(4);

    /** How long a message may be in its queue. */
    static final Duration QUEUE_LIMIT = Duration.ofSeconds(1);

    private static final long PRICED_AT_ONCE = 256 * 1024;
    private static final MesSettings.Casting CASTING = new MesSettings.Casting(3_500 * 1024, Duration.ofMillis(1_200));
    private static final CrmSettings.Pace CRM_PACE = new CrmSettings.Pace(
            Duration.ofMillis(2_000), Duration.ofMillis(4_500), Duration.ofMillis(300), Duration.ofMillis(400));
    private static final Duration LOOKS = Duration.ofMillis(900);
    private static final String MONITOR_PASSWORD = "another-open-password";
    private static final String STORE = "3d-files-storage";

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final List<Sidecar> sidecars = new ArrayList<>();
    private final Ledger ledger = new Ledger();
    private LogLines logLines;
    private final S3Access store;
    private final EmbeddedDatabase database;
    private final EmbeddedBroker broker;
    private final Telemetry proxy;

    private Company(S3Access store, EmbeddedDatabase database, EmbeddedBroker broker, Telemetry proxy) {
        this.store = store;
        this.database = database;
        this.broker = broker;
        this.proxy = proxy;
    }

    /**
     * Opens it; blocks until all of it accepts.
     *
     * @param store the S3 proxy, in front of a store that has the bucket {@link S3Access#BUCKET}
     * @param database with the company's tables
     * @param broker with the company's queues
     * @param proxy the S3 proxy's pipeline
     * @param environment of which the standard {@code OTEL_*} variables count
     */
    public static Company open(
            S3Access store,
            EmbeddedDatabase database,
            EmbeddedBroker broker,
            Telemetry proxy,
            Vertx vertx,
            Map<String, String> environment) {
        Company company = new Company(store, database, broker, proxy);
        try {
            company.open(vertx, environment);
            return company;
        } catch (RuntimeException e) {
            company.close();
            throw e;
        }
    }

    private void open(Vertx vertx, Map<String, String> given) {
        logLines = opened(LogLines.listen());
        ShippedConfig.allowMonitors(database, MONITOR_PASSWORD);
        broker.allowMonitor("loupe_monitor", MONITOR_PASSWORD);
        Map<String, String> environment = new HashMap<>(given);
        // The same key everywhere makes an order one journey in all processes.
        environment.putIfAbsent("LOUPE_PSEUDONYM_KEY", randomKey());
        List<Integer> ports = FreePorts.some(5);
        URI shopEntrance = Local.address(ports.get(3));
        URI mesEntrance = Local.address(ports.get(4));

        Sidecar shop = started(Sidecar.start(
                new ShopAdapter(),
                sets(
                        ports.get(3),
                        ports.get(0),
                        // Shop and customers are on one machine here, so that all of it is our own network.
                        "inbound.trusted=[127.0.0.0/8]",
                        "outbound[0].listen.port=0",
                        "outbound[0].upstream.url=" + mesEntrance,
                        "s3[0].listen.port=0",
                        "s3[0].upstream.url=" + store.endpoint(),
                        "postgres[0].listen.port=0",
                        "postgres[0].upstream.port=" + database.port(),
                        "postgres[0].monitor.password=" + MONITOR_PASSWORD,
                        "stages[2].deadline=" + PRICE_LIMIT.toMillis() + "ms",
                        "stages[3].deadline=" + OPERATOR_LIMIT.toMillis() + "ms"),
                vertx,
                environment));
        Sidecar mes = started(Sidecar.start(
                new MesAdapter(),
                sets(
                        ports.get(4),
                        ports.get(1),
                        "outbound[0].listen.port=0",
                        "outbound[0].upstream.url=" + shopEntrance,
                        "s3[0].listen.port=0",
                        "s3[0].upstream.url=" + store.endpoint(),
                        // The MES looks at the store by itself now and then.
                        "s3[0].background=true",
                        "postgres[0].listen.port=0",
                        "postgres[0].upstream.port=" + database.port(),
                        "postgres[0].monitor.password=" + MONITOR_PASSWORD,
                        // And at its tables.
                        "postgres[0].background=true",
                        "price.lostAfter=" + PRICE_LIMIT.toMillis() + "ms",
                        "rabbitmq[0].listen.port=0",
                        "rabbitmq[0].upstream.port=" + broker.port(),
                        "rabbitmq[0].monitor.password=" + MONITOR_PASSWORD,
                        "rabbitmq[0].monitor.virtualHost=" + broker.virtualHost(),
                        "rabbitmq[0].monitor.management.url=" + Local.address(broker.managementPort())),
                vertx,
                environment));
        Sidecar crm = started(Sidecar.start(
                new CrmAdapter(),
                sets(
                        0,
                        ports.get(2),
                        "outbound[0].listen.port=0",
                        "outbound[0].upstream.url=" + shopEntrance,
                        "outbound[1].listen.port=0",
                        "outbound[1].upstream.url=" + mesEntrance,
                        "postgres[0].listen.port=0",
                        "postgres[0].upstream.port=" + database.port(),
                        "postgres[0].monitor.password=" + MONITOR_PASSWORD,
                        "rabbitmq[0].listen.port=0",
                        "rabbitmq[0].upstream.port=" + broker.port(),
                        "rabbitmq[0].queues[0].late=" + QUEUE_LIMIT.toMillis() + "ms",
                        "rabbitmq[0].monitor.password=" + MONITOR_PASSWORD,
                        "rabbitmq[0].monitor.virtualHost=" + broker.virtualHost(),
                        "rabbitmq[0].monitor.management.url=" + Local.address(broker.managementPort())),
                vertx,
                environment));

        InetAddress here = InetAddress.getLoopbackAddress();
        opened(Shop.open(
                new ShopSettings(
                        here,
                        ports.get(0),
                        shop.listener("mes-api"),
                        through(shop),
                        S3Access.BUCKET,
                        database.access("shop", EmbeddedDatabase.SHOP, shop.port("shop-db"))),
                ledger));
        opened(Mes.open(
                new MesSettings(
                        here,
                        ports.get(1),
                        mes.listener("shop-api"),
                        through(mes),
                        S3Access.BUCKET,
                        database.access("mes", EmbeddedDatabase.MES, mes.port("mes-db")),
                        broker.access("mes", mes.port("rabbitmq")),
                        PRICED_AT_ONCE,
                        CASTING,
                        LOOKS),
                ledger));
        opened(Crm.open(
                new CrmSettings(
                        here,
                        ports.get(2),
                        crm.listener("shop-api"),
                        crm.listener("mes-api"),
                        database.access("crm", EmbeddedDatabase.SHOP, crm.port("shop-db")),
                        broker.access("crm", crm.port("rabbitmq")),
                        CRM_PACE),
                ledger));
    }

    private static String randomKey() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    private static List<String> sets(int entrance, int service, String... more) {
        List<String> sets = new ArrayList<>(List.of(
                "inbound.listen.port=" + entrance,
                "inbound.upstream.url=" + Local.address(service),
                "console.port=0",
                "telemetry.keep.policy=all",
                "telemetry.recent.traces=2000"));
        sets.addAll(List.of(more));
        return sets;
    }

    private S3Access through(Sidecar sidecar) {
        return new S3Access(sidecar.listener(STORE), store.accessKey(), store.secretKey());
    }

    private Sidecar started(Sidecar sidecar) {
        sidecars.add(sidecar);
        return opened(sidecar);
    }

    private <T extends AutoCloseable> T opened(T part) {
        open.push(part);
        return part;
    }

    /** The MES's database, for somebody who has nothing to do with its service. */
    Accountant accountant() {
        return new Accountant(database.access("accounting", EmbeddedDatabase.MES));
    }

    /** Where customers go: the Shop's sidecar. */
    public URI shop() {
        return sidecar("shop-api").entrance();
    }

    /** Where operators go: the CRM's sidecar. */
    public URI crm() {
        return sidecar("crm-api").entrance();
    }

    Sidecar sidecar(String service) {
        return sidecars.stream()
                .filter(sidecar -> sidecar.service().equals(service))
                .findFirst()
                .orElseThrow();
    }

    /** An order as traces know it; the sidecars share their key. */
    String pseudonym(String order) {
        return sidecars.get(0).pseudonyms().of("order", order);
    }

    /** For each service, which of its requests leave no span. */
    Map<String, Predicate<String>> excluded() {
        return sidecars.stream().collect(Collectors.toMap(Sidecar::service, sidecar -> sidecar::excludes));
    }

    /** What this process has logged. */
    List<String> logLines() {
        return logLines.all();
    }

    /** What services and monitors log in with. */
    List<String> passwords() {
        List<String> passwords = new ArrayList<>(broker.passwords());
        passwords.add(MONITOR_PASSWORD);
        passwords.add(database.access("shop", EmbeddedDatabase.SHOP).password());
        return passwords;
    }

    List<Sidecar> sidecars() {
        return List.copyOf(sidecars);
    }

    /** What the services themselves say. */
    Ledger ledger() {
        return ledger;
    }

    /** What the sidecars and the proxy say, in the order of time. */
    List<Sight> sights() {
        List<Sight> sights = new ArrayList<>(Sight.all(STORE, proxy.recentTraces()));
        sidecars.forEach(sidecar -> sights.addAll(sidecar.sights()));
        sights.sort(Comparator.comparingLong(Sight::start));
        return sights;
    }

    /** The services first, and then what stands around them. */
    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("a part of the company does not end", e);
            }
        }
    }
}

package dev.loupe.demo.mes;

import dev.loupe.demo.http.Answer;
import dev.loupe.demo.http.Api;
import dev.loupe.demo.http.Call;
import dev.loupe.demo.http.Peer;
import dev.loupe.demo.ledger.Act;
import dev.loupe.demo.ledger.Book;
import dev.loupe.demo.mq.Sender;
import dev.loupe.demo.sql.Database;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Prices rings by the volume of their models. Small models are priced while the caller waits; larger ones are accepted, and
 * the Shop is told later; of a large model that turns out to be broken, and of a price that cannot be stored, nobody hears
 * anything again. What becomes of an order is announced to whoever listens.
 */
public final class Mes implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Mes.class.getName());
    private static final String SERVICE = "mes-api";
    private static final String DATABASE = "mes-db";
    private static final String EXCHANGE = "orders";
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int ACCEPTED = 202;
    private static final int NOT_FOUND = 404;
    private static final int UNPROCESSABLE = 422;
    private static final int CALCULATORS = 3;

    private final ExecutorService calculators = Executors.newFixedThreadPool(CALCULATORS);
    private final ScheduledExecutorService job = Executors.newSingleThreadScheduledExecutor();
    private final MesSettings settings;
    private final Models models;
    private final Database database;
    private final Prices prices;
    private final Sender sender;
    private final Announcements announcements;
    private final Peer shop;
    private final Api api;

    private Mes(MesSettings settings, Book book) {
        this.settings = settings;
        this.models = new Models(settings.store().client(), settings.bucket(), book);
        this.database = new Database(DATABASE, SERVICE, settings.database(), book);
        this.prices = new Prices(database);
        this.sender = new Sender(SERVICE, settings.broker(), EXCHANGE, book);
        this.announcements = new Announcements(sender);
        this.shop = new Peer("shop-api", settings.shop(), book);
        this.api = new Api(SERVICE, settings.host(), settings.port(), book)
                .on("GET /health", call -> Answer.of(OK))
                .on("POST /prices", this::price)
                .on("POST /production", this::produce);
    }

    /** Starts to answer. */
    public static Mes open(MesSettings settings, Book book) {
        Mes mes = new Mes(settings, book);
        long every = settings.looks().toMillis();
        mes.job.scheduleWithFixedDelay(mes::look, 0, every, TimeUnit.MILLISECONDS);
        mes.api.start();
        return mes;
    }

    /** Where it listens. */
    public int port() {
        return api.port();
    }

    private Answer price(Call call) throws IOException, SQLException, InterruptedException {
        Map<String, String> json = call.json();
        String key = json.get("file");
        if (key == null || json.get("order") == null) {
            throw new IllegalArgumentException("order and file are wanted");
        }
        call.about(json.get("order"));
        Act.Cause cause = call.cause();
        try {
            long size = models.size(cause, key);
            prices.asked(cause, key);
            if (size > settings.atOnce()) {
                calculators.execute(() -> priceLater(cause, size));
                return Answer.of(ACCEPTED);
            }
            long price = prices.calculate(cause, file -> weight(cause, file, size));
            announcements.priced(cause, price);
            return Answer.of(OK, Map.of("price", Long.toString(price)));
        } catch (NoSuchKeyException e) {
            return Answer.of(NOT_FOUND);
        } catch (IOException e) {
            return Answer.of(UNPROCESSABLE);
        }
    }

    /** Whoever wrote this meant to do more about failures later. */
    private void priceLater(Act.Cause cause, long size) {
        try {
            tell(cause, size);
        } catch (IOException | SQLException | RuntimeException e) {
            LOG.log(Level.DEBUG, "no price", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(Act.Cause cause, long size) throws IOException, SQLException, InterruptedException {
        long price;
        try {
            price = prices.calculate(cause, file -> weight(cause, file, size));
        } catch (IOException e) {
            announcements.failed(cause);
            throw e;
        }
        announcements.priced(cause, price);
        shop.tell(cause, "PUT /orders/{order}/price", cause.order(), Map.of("price", Long.toString(price)));
    }

    private double weight(Act.Cause cause, String key, long size) throws IOException, InterruptedException {
        double weight = models.weight(cause, key);
        if (size >= settings.casting().from()) {
            announcements.casting(cause);
            // The simulation of the casting, on a machine of its own.
            TimeUnit.MILLISECONDS.sleep(settings.casting().takes().toMillis());
        }
        return weight;
    }

    private Answer produce(Call call) throws IOException, SQLException, InterruptedException {
        String order = call.json().get("order");
        if (order == null) {
            throw new IllegalArgumentException("order is wanted");
        }
        call.about(order);
        boolean isNew = prices.produce(call.cause());
        announcements.inProduction(call.cause());
        return Answer.of(isNew ? CREATED : OK);
    }

    private void look() {
        try {
            models.look(Act.Cause.ownWorkOf(SERVICE));
            prices.look(Act.Cause.ownWorkOf(SERVICE));
        } catch (SdkException | SQLException | IOException e) {
            LOG.log(Level.DEBUG, "store or database do not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        api.close();
        job.shutdownNow();
        calculators.shutdownNow();
        models.close();
        sender.close();
        database.close();
    }
}

package dev.loupe.demo.people;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Orders a ring, and waits for its price. */
final class Customer {
    private static final int ACCEPTED = 202;
    private static final long LOOKS_MILLIS = 250;

    private final Browser browser;
    private final Wish wish;
    private final Duration patience;

    private final Telephone telephone;

    /**
     * @param patience how long to wait for a price that was promised
     * @param telephone on which somebody answers who can see the order
     */
    Customer(URI shop, Wish wish, Duration patience, Telephone telephone) {
        this.browser = new Browser(shop);
        this.wish = wish;
        this.patience = patience;
        this.telephone = telephone;
    }

    /** Somebody is told about an order. */
    @FunctionalInterface
    interface Telephone {
        /** Calls; comes back when it is being noted. */
        void call(String order) throws InterruptedException;
    }

    /** From the first click to the price; blocks. */
    Purchase buys() throws IOException, InterruptedException {
        String order = browser.post(
                        "/orders",
                        Map.of(
                                "customer", wish.customer(),
                                "email", wish.email(),
                                "address", wish.address(),
                                "file", wish.fileName()))
                .object()
                .get("id");
        browser.put("/orders/" + order + "/model", wish.model());
        if (wish.isCalledAbout()) {
            telephone.call(order);
        }
        Browser.Page answer = browser.post("/orders/" + order + "/checkout", Map.of());
        if (answer.status() != ACCEPTED) {
            return new Purchase(wish, order, answer.object().get("price"), false);
        }
        long deadline = System.nanoTime() + patience.toNanos();
        String price = "";
        while (price.isEmpty() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(LOOKS_MILLIS);
            price = browser.get("/orders/" + order).object().get("price");
        }
        return new Purchase(wish, order, price, true);
    }
}

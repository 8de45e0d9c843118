package dev.loupe.demo.shop;

import dev.loupe.demo.http.Environment;
import dev.loupe.demo.ledger.Book;

/** The Shop as a process of its own; {@link ShopSettings#from} says what it takes from the environment. */
public final class Main {
    private Main() {}

    /** Runs until it is killed. */
    public static void main(String... arguments) {
        ShopSettings settings = ShopSettings.from(new Environment(System.getenv()));
        System.out.println(
                "the Shop listens on port " + Shop.open(settings, Book.NONE).port());
    }
}

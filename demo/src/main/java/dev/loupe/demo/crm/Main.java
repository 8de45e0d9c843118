package dev.loupe.demo.crm;

import dev.loupe.demo.http.Environment;
import dev.loupe.demo.ledger.Book;

/** The CRM as a process of its own; {@link CrmSettings#from} says what it takes from the environment. */
public final class Main {
    private Main() {}

    /** Runs until it is killed. */
    public static void main(String... arguments) {
        CrmSettings settings = CrmSettings.from(new Environment(System.getenv()));
        System.out.println(
                "the CRM listens on port " + Crm.open(settings, Book.NONE).port());
    }
}

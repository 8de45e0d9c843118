package dev.loupe.demo.mes;

import dev.loupe.demo.http.Environment;
import dev.loupe.demo.ledger.Book;

/** The MES as a process of its own; {@link MesSettings#from} says what it takes from the environment. */
public final class Main {
    private Main() {}

    /** Runs until it is killed. */
    public static void main(String... arguments) {
        MesSettings settings = MesSettings.from(new Environment(System.getenv()));
        System.out.println(
                "the MES listens on port " + Mes.open(settings, Book.NONE).port());
    }
}

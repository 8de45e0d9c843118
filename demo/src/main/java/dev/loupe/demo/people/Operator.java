package dev.loupe.demo.people;

import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Looks at the work list, opens each of her orders, and approves those that she should. */
final class Operator {
    private static final long LOOKS_MILLIS = 120;

    private final Browser browser;
    private final String name;
    private final Share share;
    private final Set<String> seen = new HashSet<>();
    private final Habits habits;

    /**
     * Which orders are hers.
     *
     * @param number hers among all operators, from 0
     * @param operators how many there are
     */
    record Share(int number, int operators) {
        boolean has(String order) {
            return Integer.parseInt(order) % operators == number;
        }
    }

    /**
     * What she does with some orders, by the names of their models.
     *
     * @param looksAt but does no more
     * @param clicksTwice since the status does not change before her eyes
     */
    record Habits(Set<String> looksAt, Set<String> clicksTwice) {
        /** Nothing that is special. */
        static final Habits NONE = new Habits(Set.of(), Set.of());
    }

    Operator(URI crm, String name, Share share, Habits habits) {
        this.browser = new Browser(crm);
        this.name = name;
        this.share = share;
        this.habits = habits;
    }

    void signsIn() throws IOException, InterruptedException {
        browser.post("/session", Map.of("operator", name));
        browser.get("/admin/operators");
    }

    /** Writes down what a customer says. */
    void notes(String order, String what) throws IOException, InterruptedException {
        browser.post("/orders/" + order + "/notes", Map.of("note", what));
    }

    /** Once through the list. */
    void works() throws IOException, InterruptedException {
        for (Map<String, String> row : browser.get("/orders").list("orders")) {
            String order = row.get("id");
            if (share.has(order) && seen.add(order)) {
                String file = browser.get("/orders/" + order).object().get("file");
                if (!habits.looksAt().contains(file)) {
                    browser.post("/orders/" + order + "/approve", Map.of());
                }
                if (habits.clicksTwice().contains(file)) {
                    browser.tries("/orders/" + order + "/approve");
                }
            }
        }
        TimeUnit.MILLISECONDS.sleep(LOOKS_MILLIS);
    }
}

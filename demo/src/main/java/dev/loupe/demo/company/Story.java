package dev.loupe.demo.company;

import dev.loupe.demo.people.Purchase;
import dev.loupe.demo.people.Rush;
import dev.loupe.demo.people.Wish;
import dev.loupe.relay.journey.Journey;
import dev.loupe.telemetry.Names;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Several customers order at the same time, and then it is checked what Loupe makes of it. */
public final class Story {
    private static final Duration PATIENCE = Duration.ofMillis(3_500);
    private static final Duration ARRIVAL = Duration.ofSeconds(15);

    private final Company company;
    private List<Purchase> purchases = List.of();

    /** Nothing has happened yet. */
    public Story(Company company) {
        this.company = company;
    }

    /** Happens once; blocks for some seconds, since prices that never come are waited for. */
    public void happens() throws InterruptedException {
        purchases = rush(Wish.some()).stream()
                .sorted(Comparator.comparing(Purchase::order))
                .toList();
    }

    /** A little more of it, for pages that show something. */
    public void goesOn(int round) throws InterruptedException {
        List<Wish> wishes = Wish.some();
        int first = round * 3 % wishes.size();
        rush(wishes.subList(first, Math.min(first + 3, wishes.size())));
    }

    private List<Purchase> rush(List<Wish> wishes) throws InterruptedException {
        Rush.Timing timing = new Rush.Timing(this::isNoted, this::isOver);
        return new Rush(company.shop(), company.crm(), PATIENCE, timing).happens(wishes, company.accountant());
    }

    private boolean isNoted(String order) {
        return company.ledger().ran().stream()
                .anyMatch(ran -> ran.cause().service().equals("crm-api")
                        && ran.cause().order().equals(order)
                        && ran.operation().equals("SELECT")
                        && ran.transaction() > 0);
    }

    private boolean isOver(String order) {
        return company.ledger().ran().stream()
                .anyMatch(ran -> ran.cause().service().equals("mes-api")
                        && ran.cause().order().equals(order)
                        && ran.operation().equals("UPDATE"));
    }

    /**
     * Waits until spans and deadlines have come, at most 15 seconds.
     *
     * @return one line for each thing that is wrong
     */
    public List<String> wrong() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + ARRIVAL.toNanos();
        List<String> wrong = differences();
        while (!wrong.isEmpty() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(100);
            wrong = differences();
        }
        List<String> all = new ArrayList<>(wrong);
        all.addAll(pages());
        all.addAll(locks());
        all.addAll(messages());
        all.addAll(new PrivacyCheck(company, purchases).differences());
        return all;
    }

    private List<String> differences() {
        List<String> differences = new ArrayList<>(TraceCheck.of(company).differences());
        differences.addAll(StatementCheck.of(company).differences());
        differences.addAll(MessageCheck.of(company).differences());
        differences.addAll(FateCheck.of(company).differences());
        differences.addAll(new WayCheck(purchases, company.sights(), company::pseudonym).differences());
        differences.addAll(new LockCheck(company, purchases).differences());
        differences.addAll(new JourneyCheck(company, purchases).differences());
        return differences;
    }

    /** The page of each order names every stage that it has been in. */
    private List<String> pages() throws IOException, InterruptedException {
        List<String> wrong = new ArrayList<>();
        String console = company.sidecar("shop-api").console();
        for (Purchase purchase : purchases) {
            Optional<Journey> journey = journey(purchase);
            String page = journey.isEmpty()
                    ? ""
                    : PrivacyCheck.get(console + "/journey/" + journey.get().order());
            for (String stage : journey.map(JourneyCheck::stages).orElse(List.of("?"))) {
                if (!page.contains(stage)) {
                    wrong.add("the page of order " + purchase.order() + " does not show the stage " + stage);
                }
            }
        }
        return wrong;
    }

    /** The Shop's console shows who waited for a lock, with a way to the trace. */
    private List<String> locks() throws IOException, InterruptedException {
        String page = PrivacyCheck.get(company.sidecar("shop-api").console() + "/locks");
        return company.sidecar("shop-api").sights().stream()
                .filter(sight -> sight.says(Names.LOCK_WAIT) && !page.contains(sight.trace()))
                .map(sight -> "the page of locks does not lead to the trace " + sight.trace())
                .toList();
    }

    /** The console of each sidecar shows what went wrong with messages, and in which spans. */
    private List<String> messages() throws IOException, InterruptedException {
        List<String> wrong = new ArrayList<>();
        for (Sidecar sidecar : List.of(company.sidecar("mes-api"), company.sidecar("crm-api"))) {
            String page = PrivacyCheck.get(sidecar.console() + "/messages");
            sidecar.sights().stream()
                    .filter(sight -> !Trouble.all(sight).isEmpty() && !page.contains(sight.span()))
                    .map(sight -> "the page of messages of " + sidecar.service() + " does not show " + sight.text())
                    .forEach(wrong::add);
        }
        return wrong;
    }

    private Optional<Journey> journey(Purchase purchase) {
        return company.sidecar("shop-api").journeys().find(company.pseudonym(purchase.order()));
    }

    /** What happened, as tables and a tree. */
    public String told() {
        StringBuilder text = new StringBuilder(OrderTable.of(purchases, this::journey));
        Optional<Purchase> one = purchases.stream()
                .filter(purchase -> purchase.later() && purchase.wish().fate() == Wish.Fate.APPROVED)
                .findFirst();
        one.flatMap(this::journey).ifPresent(journey -> {
            text.append("\nThe journey of order ")
                    .append(one.get().order())
                    .append(", as the Shop's sidecar knows it:\n")
                    .append(JourneyTable.of(journey))
                    .append("\nThe trace of its checkout, through services that forward nothing (right: evidence):\n")
                    .append(new TraceTree(JourneyCheck.checkout(company.sights(), journey.order())).text());
        });
        text.append("\nWhat went wrong with messages, of which RabbitMQ only knows how many there are:\n")
                .append(new MessageTable(company.sights()).text());
        text.append("\nWho waited for whom in the databases, of which no database keeps a log:\n")
                .append(new LockTable(company.sights()).text());
        return text.toString();
    }

    /** How much was compared, in words. */
    public String extent() {
        return TraceCheck.of(company).extent() + ", " + MessageCheck.of(company).extent() + ",\nand "
                + StatementCheck.of(company).extent();
    }

    /** What is worth a look in the consoles, once the story has happened. */
    public String sights() {
        String shop = company.sidecar("shop-api").console();
        return "\nWorth a look in a moment:\n"
                + "  " + shop + "/locks      a checkout that hung, and whose open form it waited for\n"
                + "  " + shop
                + "/journeys   orders that are stuck: one price was calculated and then lost in the database\n"
                + "  " + company.sidecar("mes-api").console() + "/databases  the statements that took most time\n"
                + "  " + company.sidecar("crm-api").console()
                + "/messages   a status that came twice, one that could not be read, and those that came late\n";
    }

    /** Where the services and their consoles are, one a line. */
    public String consoles() {
        StringBuilder text = new StringBuilder();
        for (Sidecar sidecar : company.sidecars()) {
            text.append(String.format(
                    "  %-10s%-26sconsole %s/journeys%n", sidecar.service(), sidecar.entrance(), sidecar.console()));
        }
        return text.toString();
    }
}

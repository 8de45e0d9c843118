package dev.loupe.demo.people;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Several customers at the same time, and the operators who handle what they order. */
public final class Rush {
    private static final List<String> OPERATORS = List.of("d.fischer", "m.okafor");
    private static final String NOTE = "engrave \"for ever\" inside";
    private static final long LOOKS_MILLIS = 10;

    private final URI shop;
    private final URI crm;
    private final Duration patience;
    private final Timing timing;

    /**
     * When things happen that only the company can know.
     *
     * @param isNoted whether an operator notes something about an order now
     * @param isOver whether the MES has done with the price of an order
     */
    public record Timing(Predicate<String> isNoted, Predicate<String> isOver) {}

    /**
     * @param shop its address
     * @param crm its address
     * @param patience how long customers wait for a price that was promised
     */
    public Rush(URI shop, URI crm, Duration patience, Timing timing) {
        this.shop = shop;
        this.crm = crm;
        this.patience = patience;
        this.timing = timing;
    }

    /**
     * Blocks until every customer has a price or no patience left, and the operators have been through the list after that.
     *
     * @param accountant who looks at prices meanwhile
     * @return in the order of the wishes
     */
    public List<Purchase> happens(List<Wish> wishes, Accountant accountant) throws InterruptedException {
        ExecutorService people = Executors.newCachedThreadPool();
        try {
            AtomicBoolean closing = new AtomicBoolean();
            List<Future<Void>> others = new CopyOnWriteArrayList<>();
            for (int i = 0; i < OPERATORS.size(); i++) {
                Operator operator = operator(i, habits(wishes));
                others.add(people.submit(() -> worksUntil(closing, operator)));
            }
            List<String> unstored = files(wishes, wish -> wish.fate() == Wish.Fate.UNSTORED);
            if (!unstored.isEmpty()) {
                others.add(people.submit(() -> accountant.closesTheMonth(unstored.get(0), timing.isOver())));
            }
            Customer.Telephone telephone = order -> others.add(called(people, order));
            List<Future<List<Purchase>>> customers = people.invokeAll(byCustomer(wishes).stream()
                    .<Callable<List<Purchase>>>map(theirs -> () -> buy(theirs, telephone))
                    .toList());
            List<Purchase> purchases = new ArrayList<>();
            for (Future<List<Purchase>> customer : customers) {
                purchases.addAll(got(customer));
            }
            closing.set(true);
            for (Future<Void> other : others) {
                got(other);
            }
            purchases.sort(Comparator.comparing(purchase -> wishes.indexOf(purchase.wish())));
            return purchases;
        } finally {
            people.shutdownNow();
        }
    }

    /** What the people of the CRM are called and write. */
    public static List<String> spoken() {
        return List.of(OPERATORS.get(0), OPERATORS.get(1), NOTE, "for ever");
    }

    private Operator operator(int number, Operator.Habits habits) {
        return new Operator(crm, OPERATORS.get(number), new Operator.Share(number, OPERATORS.size()), habits);
    }

    private static Operator.Habits habits(List<Wish> wishes) {
        return new Operator.Habits(
                Set.copyOf(files(wishes, wish -> wish.fate() == Wish.Fate.LEFT_LYING)),
                Set.copyOf(files(wishes, Wish::isApprovedTwice)));
    }

    private static List<String> files(List<Wish> wishes, Predicate<Wish> which) {
        return wishes.stream().filter(which).map(Wish::fileName).toList();
    }

    /** What somebody wants, one after the other. */
    private static Collection<List<Wish>> byCustomer(List<Wish> wishes) {
        return wishes.stream()
                .collect(Collectors.groupingBy(Wish::customer, LinkedHashMap::new, Collectors.toList()))
                .values();
    }

    private List<Purchase> buy(List<Wish> wishes, Customer.Telephone telephone)
            throws IOException, InterruptedException {
        List<Purchase> purchases = new ArrayList<>();
        for (Wish wish : wishes) {
            purchases.add(new Customer(shop, wish, patience, telephone).buys());
        }
        return purchases;
    }

    private Future<Void> called(ExecutorService people, String order) throws InterruptedException {
        Future<Void> call = people.submit(() -> {
            Operator operator = operator(0, Operator.Habits.NONE);
            operator.signsIn();
            operator.notes(order, NOTE);
            return null;
        });
        while (!timing.isNoted().test(order) && !call.isDone()) {
            TimeUnit.MILLISECONDS.sleep(LOOKS_MILLIS);
        }
        return call;
    }

    private static Void worksUntil(AtomicBoolean closing, Operator operator) throws Exception {
        operator.signsIn();
        boolean last;
        do {
            last = closing.get();
            operator.works();
        } while (!last);
        return null;
    }

    private static <T> T got(Future<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("somebody was not served", e.getCause());
        }
    }
}

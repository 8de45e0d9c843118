package dev.loupe.demo.people;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** Several customers at the same time, and the operators who handle what they order. */
public final class Rush {
    private static final List<String> OPERATORS = List.of("d.fischer", "m.okafor");

    private final URI shop;
    private final URI crm;
    private final Duration patience;

    /**
     * @param shop its address
     * @param crm its address
     * @param patience how long customers wait for a price that was promised
     */
    public Rush(URI shop, URI crm, Duration patience) {
        this.shop = shop;
        this.crm = crm;
        this.patience = patience;
    }

    /**
     * Blocks until every customer has a price or no patience left, and the operators have been through the list after that.
     *
     * @return in the order of the wishes
     */
    public List<Purchase> happens(List<Wish> wishes) throws InterruptedException {
        ExecutorService people = Executors.newCachedThreadPool();
        try {
            Set<String> leftLying = wishes.stream()
                    .filter(wish -> wish.fate() == Wish.Fate.LEFT_LYING)
                    .map(Wish::fileName)
                    .collect(Collectors.toSet());
            AtomicBoolean closing = new AtomicBoolean();
            List<Future<Void>> operators = new ArrayList<>();
            for (int i = 0; i < OPERATORS.size(); i++) {
                Operator.Share share = new Operator.Share(i, OPERATORS.size());
                Operator operator = new Operator(crm, OPERATORS.get(i), share, leftLying);
                operators.add(people.submit(() -> worksUntil(closing, operator)));
            }
            List<Future<Purchase>> customers = people.invokeAll(wishes.stream()
                    .<Callable<Purchase>>map(wish -> () -> new Customer(shop, wish, patience).buys())
                    .toList());
            List<Purchase> purchases = new ArrayList<>();
            for (Future<Purchase> customer : customers) {
                purchases.add(got(customer));
            }
            closing.set(true);
            for (Future<Void> operator : operators) {
                got(operator);
            }
            return purchases;
        } finally {
            people.shutdownNow();
        }
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

package dev.loupe.relay.journey;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The journeys of the orders that were seen last. An order gets a journey when it enters a stage; from then on every
 * request and call about it is noted. Thread-safe: one short lock guards all state, and is not taken for what is about
 * no order.
 */
public final class JourneyStore implements JourneyListener {
    private final ReentrantLock lock = new ReentrantLock();
    private final Shelf shelf = new Shelf();
    private final Deadlines<OrderHistory> deadlines = new Deadlines<>();
    private final Map<String, Integer> stuckByStage = new HashMap<>();
    private final JourneySettings settings;
    private final StageRules rules;
    private long ordersEvicted;
    private long stagesForgotten;

    /** An empty store. */
    public JourneyStore(JourneySettings settings, StageRules rules) {
        this.settings = settings;
        this.rules = rules;
    }

    @Override
    public void ended(Happening happening) {
        Optional<String> order = happening.key(settings.kind());
        if (order.isEmpty()) {
            return;
        }
        Optional<Stage> entered = rules.enteredBy(happening);
        lock.lock();
        try {
            Optional<OrderHistory> known = shelf.get(order.get());
            if (known.isPresent()) {
                happened(known.get(), happening, entered);
            } else if (entered.isPresent()) {
                makeRoom();
                happened(new OrderHistory(order.get(), settings), happening, entered);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The snapshot is made here, a piece at a time, so that whoever reads all of them does not hold up an event loop. */
    private void happened(OrderHistory history, Happening happening, Optional<Stage> entered) {
        history.see(happening);
        if (entered.isPresent()) {
            countStuck(history, -1);
            long forgottenBefore = history.forgotten();
            history.enter(entered.get(), happening);
            stagesForgotten += history.forgotten() - forgottenBefore;
            countStuck(history, 1);
            schedule(history);
        }
        shelf.put(history);
        history.journey();
    }

    private void makeRoom() {
        if (shelf.size() >= settings.orders()) {
            OrderHistory least = shelf.takeLeast();
            deadlines.remove(least);
            countStuck(least, -1);
            ordersEvicted++;
        }
    }

    private void schedule(OrderHistory history) {
        if (history.dueAt().isPresent()) {
            deadlines.set(history, history.dueAt().getAsLong());
        } else {
            deadlines.remove(history);
        }
    }

    private void countStuck(OrderHistory history, int change) {
        if (history.isStuck()) {
            stuckByStage.merge(history.stage().name(), change, Integer::sum);
        }
    }

    /**
     * Finds the orders whose deadline has passed; each stay is found once.
     *
     * @param now in nanoseconds since 1970
     * @return as they are now, the longest overdue first
     */
    public List<Journey> check(long now) {
        List<Journey> stuck = new ArrayList<>();
        lock.lock();
        try {
            Optional<OrderHistory> due = deadlines.takeDue(now);
            while (due.isPresent()) {
                due.get().tellStuck();
                countStuck(due.get(), 1);
                stuck.add(due.get().journey());
                due = deadlines.takeDue(now);
            }
        } finally {
            lock.unlock();
        }
        return stuck;
    }

    /** What is known of an order; empty if it is not held. */
    public Optional<Journey> find(String order) {
        lock.lock();
        try {
            return shelf.get(order).map(OrderHistory::journey);
        } finally {
            lock.unlock();
        }
    }

    /** All that is held, in no order. */
    public List<Journey> all() {
        lock.lock();
        try {
            return shelf.all().map(OrderHistory::journey).toList();
        } finally {
            lock.unlock();
        }
    }

    /** All stages that there are, in the order in which they should be passed. */
    public List<Stage> stages() {
        return rules.stages();
    }

    /** Orders that are held. */
    public int size() {
        lock.lock();
        try {
            return shelf.size();
        } finally {
            lock.unlock();
        }
    }

    /** Orders that wait longer than their stage's deadline. */
    public int stuck(String stage) {
        lock.lock();
        try {
            return stuckByStage.getOrDefault(stage, 0);
        } finally {
            lock.unlock();
        }
    }

    /** Orders that were forgotten for want of room. */
    public long ordersEvicted() {
        lock.lock();
        try {
            return ordersEvicted;
        } finally {
            lock.unlock();
        }
    }

    /** Stages that were forgotten of orders with too many. */
    public long stagesForgotten() {
        lock.lock();
        try {
            return stagesForgotten;
        } finally {
            lock.unlock();
        }
    }
}

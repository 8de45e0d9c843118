package dev.loupe.relay.amqp.message;

import java.util.function.Consumer;

/**
 * What waits under numbers that only grow, such as delivery tags: found by its place, since nearly every number is there.
 * Holds nothing but an array that grows with what waits. Not thread-safe.
 */
final class TagRing<T> {
    private static final int SMALLEST = 16;

    private final int most;
    private long[] tags = new long[SMALLEST];
    private Object[] items = new Object[SMALLEST];
    private int head;
    private int places;
    private int live;

    /** @param most how many may wait */
    TagRing(int most) {
        this.most = most;
    }

    boolean isFull() {
        return live >= most;
    }

    boolean isEmpty() {
        return live == 0;
    }

    int size() {
        return live;
    }

    /** @param tag greater than all before */
    void add(long tag, T item) {
        if (places == tags.length) {
            makeRoom();
        }
        int place = place(places);
        tags[place] = tag;
        items[place] = item;
        places++;
        live++;
    }

    /** Takes one out; null if it is not there. */
    T take(long tag) {
        int index = find(tag);
        return index < 0 ? null : takeAt(index);
    }

    /** The one of that number, which stays; null if it is not there. */
    T get(long tag) {
        int index = find(tag);
        return index < 0 ? null : item(place(index));
    }

    /** The one that has waited longest; null if there is none. */
    T first() {
        return live == 0 ? null : item(head);
    }

    /** Takes out all up to a number, the oldest first. What it is told of may not add any. */
    void takeUpTo(long tag, Consumer<T> taken) {
        while (live > 0 && tags[head] <= tag) {
            taken.accept(takeAt(0));
        }
    }

    /** Takes out all, the oldest first. */
    void takeAll(Consumer<T> taken) {
        takeUpTo(Long.MAX_VALUE, taken);
    }

    /** Tells all up to a number, which stay. */
    void eachUpTo(long tag, Consumer<T> told) {
        for (int i = 0; i < places && tags[place(i)] <= tag; i++) {
            T item = item(place(i));
            if (item != null) {
                told.accept(item);
            }
        }
    }

    private T takeAt(int index) {
        int place = place(index);
        T item = item(place);
        items[place] = null;
        live--;
        while (places > 0 && items[head] == null) {
            head = place(1);
            places--;
        }
        return item;
    }

    /** Numbers are dense, so that it is hardly ever searched for. */
    private int find(long tag) {
        long ahead = live == 0 ? -1 : tag - tags[head];
        if (ahead < 0) {
            return -1;
        }
        int high = (int) Math.min(ahead, places - 1L);
        int low = tags[place(high)] == tag ? high : 0;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (tags[place(middle)] < tag) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return tags[place(low)] == tag && items[place(low)] != null ? low : -1;
    }

    private void makeRoom() {
        boolean sparse = live <= tags.length / 2;
        long[] newTags = new long[sparse ? tags.length : 2 * tags.length];
        Object[] newItems = new Object[newTags.length];
        int kept = 0;
        for (int i = 0; i < places; i++) {
            int place = place(i);
            if (items[place] != null) {
                newTags[kept] = tags[place];
                newItems[kept] = items[place];
                kept++;
            }
        }
        tags = newTags;
        items = newItems;
        head = 0;
        places = kept;
    }

    private int place(int index) {
        return (head + index) & (tags.length - 1);
    }

    @SuppressWarnings("unchecked") // Only add() puts anything there.
    private T item(int place) {
        return (T) items[place];
    }
}

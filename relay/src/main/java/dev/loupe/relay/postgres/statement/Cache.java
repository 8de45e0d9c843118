package dev.loupe.relay.postgres.statement;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Remembers values by keys, bounded in number and in bytes. What was asked for since its last turn gets another ("second
 * chance"), so that a flood of texts that come once does not wash out those that come always. Thread-safe: a value that is
 * known is found without a lock.
 */
final class Cache<K, V> {
    /** One that is larger than this part of all is not remembered. */
    private static final int PARTS = 8;

    private static final class Entry<K, V> {
        private final K key;
        private final V value;
        private final long bytes;
        private volatile boolean used;

        Entry(K key, V value, long bytes) {
            this.key = key;
            this.value = value;
            this.bytes = bytes;
        }
    }

    private final ConcurrentMap<K, Entry<K, V>> entries = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Entry<K, V>> turns = new ArrayDeque<>();
    private final int most;
    private final long mostBytes;
    private long bytes;
    private final AtomicLong forgotten = new AtomicLong();

    Cache(int most, long mostBytes) {
        this.most = most;
        this.mostBytes = mostBytes;
    }

    /** Null if it is not known. */
    V get(K key) {
        Entry<K, V> entry = entries.get(key);
        if (entry == null) {
            return null;
        }
        if (!entry.used) {
            entry.used = true;
        }
        return entry.value;
    }

    /** @param size of key and value, about */
    void put(K key, V value, long size) {
        if (size > mostBytes / PARTS) {
            return;
        }
        lock.lock();
        try {
            Entry<K, V> entry = new Entry<>(key, value, size);
            if (entries.putIfAbsent(key, entry) == null) {
                turns.add(entry);
                bytes += size;
                makeRoom();
            }
        } finally {
            lock.unlock();
        }
    }

    private void makeRoom() {
        while (turns.size() > most || bytes > mostBytes) {
            Entry<K, V> entry = turns.remove();
            if (entry.used) {
                entry.used = false;
                turns.add(entry);
            } else {
                entries.remove(entry.key);
                bytes -= entry.bytes;
                forgotten.incrementAndGet();
            }
        }
    }

    /** How many had to be forgotten so far. */
    long forgotten() {
        return forgotten.get();
    }

    int size() {
        return entries.size();
    }
}

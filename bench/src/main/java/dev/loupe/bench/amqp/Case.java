package dev.loupe.bench.amqp;

import dev.loupe.bench.amqp.load.LoadOrder;

/**
 * One line of the benchmark: each client publishes to a queue of its own and consumes from it.
 *
 * @param clients connections
 */
record Case(Body body, boolean confirms, int prefetch, int clients) {
    /** What most cases have: confirms, and a prefetch of 100. */
    static Case usual(Body body, int clients) {
        return new Case(body, true, 100, clients);
    }

    /** Such as {@code 100B prefetch 1 c8}; nothing is said of what is as usual. */
    String label() {
        String usual = (confirms ? "" : " no confirms") + (prefetch == 100 ? "" : " prefetch " + prefetch);
        return body.text() + usual + " c" + clients;
    }

    LoadOrder order(int port, int millis) {
        return new LoadOrder(port, clients, body.bytes(), confirms, prefetch, body.window(), millis);
    }

    /** How large a message is. */
    enum Body {
        EMPTY("0B", 0, 1_000),
        SMALL("100B", 100, 1_000),
        MEDIUM("4KB", 4_096, 500),
        LARGE("1MB", 1 << 20, 4);

        private final String text;
        private final int bytes;
        private final int window;

        Body(String text, int bytes, int window) {
            this.text = text;
            this.bytes = bytes;
            this.window = window;
        }

        String text() {
            return text;
        }

        int bytes() {
            return bytes;
        }

        /** Messages of one client that may be under way. */
        int window() {
            return window;
        }
    }
}

package dev.loupe.bench.http;

import dev.loupe.bench.compare.Case;
import dev.loupe.bench.load.Request;
import java.util.List;

/** The cases, and what Loupe is held to in each. */
final class Promises {

    /** Megabytes (10^6) that {@link #IDLE_CONNECTIONS} may cost. */
    static final double RESIDENT_MEGABYTES = 400;

    static final int IDLE_CONNECTIONS = 10_000;

    /** Where the origin takes bodies. */
    static final String PRICES = "/prices";

    private static final int KB_1 = 1 << 10;
    private static final int KB_8 = 8 << 10;
    private static final double SMALL_RATIO = 1.5;
    private static final double JSON_RATIO = 1.2;

    private Promises() {}

    /** A file of 1 KB; the order is a parameter of the path. */
    static Request order() {
        return new Request("GET", "/orders/10234", KB_1);
    }

    /** A price is asked for: many positions, and the order after them, so that all of it is read before it is found. */
    static Request price() {
        StringBuilder json = new StringBuilder("{\"positions\":[");
        String end = "],\"order\":\"10234\"}";
        for (int i = 0; json.length() < KB_8 - 128; i++) {
            json.append(i == 0 ? "" : ",")
                    .append("{\"part\":\"ring-")
                    .append(i)
                    .append("\",\"grams\":2.75,\"polished\":true,\"stones\":[3,5,8]}");
        }
        json.append("],\"note\":\"");
        while (json.length() < KB_8 - end.length() - 1) {
            json.append('x');
        }
        return Request.post(PRICES, json.append('"').append(end.substring(1)).toString());
    }

    static Case get(int connections) {
        return new Case("http", "GET 1KB", order(), connections, SMALL_RATIO);
    }

    static Case post(int connections) {
        return new Case("http", "POST 8KB json", price(), connections, JSON_RATIO);
    }

    /** All cases at one concurrency. */
    static List<Case> at(int connections) {
        return List.of(get(connections), post(connections));
    }
}

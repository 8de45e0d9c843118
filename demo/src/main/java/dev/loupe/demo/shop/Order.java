package dev.loupe.demo.shop;

import java.util.LinkedHashMap;
import java.util.Map;

/** An order as it is now. */
record Order(String id, String customer, String email, String file, Status status, String price) {
    enum Status {
        PLACED,
        DESIGNED,
        PRICING,
        PRICED,
        APPROVED
    }

    Order in(Status next) {
        return new Order(id, customer, email, file, next, price);
    }

    Order priced(String cents) {
        return new Order(id, customer, email, file, Status.PRICED, cents);
    }

    /** Under which its model is kept. */
    String key() {
        return "orders/" + id + '/' + file;
    }

    Map<String, String> json() {
        Map<String, String> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("customer", customer);
        json.put("email", email);
        json.put("file", file);
        json.put("status", status.name().toLowerCase(java.util.Locale.ROOT));
        json.put("price", price);
        return json;
    }
}

package dev.loupe.demo.shop;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** An order as it was read. */
record Order(long id, String customer, String email, String file, Status status, String price) {
    enum Status {
        PLACED,
        DESIGNED,
        PRICING,
        PRICED,
        APPROVED
    }

    static Order of(Map<String, String> row) {
        String price = row.get("price");
        return new Order(
                Long.parseLong(row.get("id")),
                row.get("customer"),
                row.get("email"),
                row.get("file"),
                Status.valueOf(row.get("status")),
                price == null ? "" : price);
    }

    /** Under which its model is kept. */
    String key() {
        return "orders/" + id + '/' + file;
    }

    Map<String, String> json() {
        Map<String, String> json = new LinkedHashMap<>();
        json.put("id", Long.toString(id));
        json.put("customer", customer);
        json.put("email", email);
        json.put("file", file);
        json.put("status", status.name().toLowerCase(Locale.ROOT));
        json.put("price", price);
        return json;
    }
}

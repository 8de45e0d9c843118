package dev.loupe.demo.company;

import dev.loupe.demo.people.Purchase;
import dev.loupe.demo.people.Rush;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks for order numbers, names, addresses and the like where nobody may find them: in spans, metrics,
 * log lines and pages.
 */
final class PrivacyCheck {
    private final Company company;
    private final List<Purchase> purchases;

    PrivacyCheck(Company company, List<Purchase> purchases) {
        this.company = company;
        this.purchases = purchases;
    }

    /** One line for each place in which there is one. */
    List<String> differences() throws IOException, InterruptedException {
        Pattern secrets = secrets();
        List<String> differences = new ArrayList<>();
        for (Sight sight : company.sights()) {
            if (secrets.matcher(sight.text()).find()) {
                differences.add("a span shows what it should not: " + sight);
            }
        }
        for (String line : company.logLines()) {
            if (secrets.matcher(line).find()) {
                // The line itself would be one more that shows it.
                differences.add("a log line shows what it should not: "
                        + secrets.matcher(line).replaceAll("…"));
            }
        }
        for (Sidecar sidecar : company.sidecars()) {
            for (String page : pages()) {
                String text = get(sidecar.console() + page);
                if (secrets.matcher(text).find()) {
                    differences.add("the console of " + sidecar.service() + " shows what it should not: " + page);
                }
            }
        }
        return differences;
    }

    /** What customers and operators say to a service, and what services say to a database. */
    private Pattern secrets() {
        Stream<String> ofCustomers = purchases.stream()
                .flatMap(purchase -> Stream.of(
                        "(?<![\\w.])" + purchase.order() + "(?![\\w])",
                        Pattern.quote(purchase.wish().customer()),
                        Pattern.quote(purchase.wish().email()),
                        Pattern.quote(purchase.wish().address())));
        Stream<String> ofOthers = Stream.concat(Rush.spoken().stream(), company.passwords().stream())
                .map(Pattern::quote);
        return Pattern.compile(Stream.concat(ofCustomers, ofOthers).collect(Collectors.joining("|")));
    }

    private List<String> pages() {
        return List.of("/metrics", "/", "/journeys", "/databases", "/locks", "/queues", "/messages");
    }

    static String get(String address) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}

package dev.loupe.demo.company;

import dev.loupe.demo.people.Purchase;
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

/** Looks for order numbers, names and e-mail addresses where nobody may find them: in spans, metrics and pages. */
final class PrivacyCheck {
    private final Company company;
    private final List<Purchase> purchases;

    PrivacyCheck(Company company, List<Purchase> purchases) {
        this.company = company;
        this.purchases = purchases;
    }

    /** One line for each place in which there is one. */
    List<String> differences() throws IOException, InterruptedException {
        Pattern secrets = Pattern.compile(purchases.stream()
                .flatMap(purchase -> Stream.of(
                        "(?<![\\w.])" + purchase.order() + "(?![\\w])",
                        Pattern.quote(purchase.wish().customer()),
                        Pattern.quote(purchase.wish().email())))
                .collect(Collectors.joining("|")));
        List<String> differences = new ArrayList<>();
        for (Sight sight : company.sights()) {
            if (secrets.matcher(sight.text()).find()) {
                differences.add("a span shows what it should not: " + sight);
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

    private List<String> pages() {
        return List.of("/metrics", "/", "/journeys", "/traces");
    }

    static String get(String address) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}

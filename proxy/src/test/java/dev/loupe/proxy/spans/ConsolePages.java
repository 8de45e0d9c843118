package dev.loupe.proxy.spans;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All that the console shows to somebody who follows every link from its first page. */
final class ConsolePages {
    private static final Pattern LINK = Pattern.compile("(?:href|hx-get)=\"(/[^\"#]*)");
    private static final List<String> ENTRANCES = List.of("/", "/metrics", "/health/ready");

    private final URI console;
    private final HttpClient browser = HttpClient.newHttpClient();

    ConsolePages(URI console) {
        this.console = console;
    }

    /** Their texts. */
    List<String> all() throws IOException, InterruptedException {
        List<String> texts = new ArrayList<>();
        Set<String> seen = new HashSet<>(ENTRANCES);
        Deque<String> unread = new ArrayDeque<>(ENTRANCES);
        while (!unread.isEmpty()) {
            String text = browser.send(
                            HttpRequest.newBuilder(console.resolve(unread.remove()))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            texts.add(text);
            for (Matcher link = LINK.matcher(text); link.find(); ) {
                String address = link.group(1).replace("&amp;", "&");
                if (seen.add(address)) {
                    unread.add(address);
                }
            }
        }
        return texts;
    }
}

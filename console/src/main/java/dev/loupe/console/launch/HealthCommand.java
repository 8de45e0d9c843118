package dev.loupe.console.launch;

import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks a health address once, for container engines: our images have a Java runtime, and nothing else that could ask.
 * Its exit code is what an engine wants to know: 0 only if the answer was 200.
 */
public final class HealthCommand {
    private static final String NAME = "loupe health";
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final Duration patience;
    private final PrintStream err;

    HealthCommand(Duration patience, PrintStream err) {
        this.patience = patience;
        this.err = err;
    }

    /** Ends the process with 0, 1 if the answer is another than 200 or none comes, or 2 for wrong usage. */
    public static void main(String[] args) {
        System.exit(new HealthCommand(PATIENCE, System.err).run(args));
    }

    int run(String... args) {
        Optional<URL> url = args.length == 1 ? address(args[0]) : Optional.empty();
        if (url.isEmpty()) {
            err.println(NAME + ": wants one address, such as http://127.0.0.1:9464/health/ready");
            return Exit.WRONG;
        }
        try {
            int status = ask(url.get());
            if (status == HttpURLConnection.HTTP_OK) {
                return Exit.DONE;
            }
            err.println(NAME + ": " + url.get() + " answers " + status);
        } catch (IOException e) {
            err.println(NAME + ": " + url.get() + ": " + e.getMessage());
        }
        return Exit.FAILED;
    }

    private int ask(URL url) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) url.openConnection();
        connection.setConnectTimeout(Math.toIntExact(patience.toMillis()));
        connection.setReadTimeout(Math.toIntExact(patience.toMillis()));
        connection.setInstanceFollowRedirects(false);
        try {
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }

    private static Optional<URL> address(String text) {
        try {
            URI uri = new URI(text);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return web && uri.getHost() != null ? Optional.of(uri.toURL()) : Optional.empty();
        } catch (URISyntaxException | MalformedURLException e) {
            return Optional.empty();
        }
    }
}

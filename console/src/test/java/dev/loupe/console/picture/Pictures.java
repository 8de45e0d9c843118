package dev.loupe.console.picture;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Takes pictures of a running console for the documentation: {@code console-light.png}, {@code console-dark.png} and
 * {@code trace.png}, 1,280 pixels wide at twice the density.
 */
public final class Pictures {
    private static final int WIDTH = 1_280;
    private static final int TALLEST = 1_100;
    private static final double DENSITY = 2;
    private static final String SLOW_READ =
            ".slowest tr:has-text('GetObject') a[href^='/trace/'], #traces a[href^='/trace/']";

    private final Browser browser;
    private final String address;
    private final Path folder;

    /**
     * @param address of the console, such as {@code http://127.0.0.1:9464}
     * @param folder to put the pictures into
     */
    public Pictures(Browser browser, String address, Path folder) {
        this.browser = browser;
        this.address = address;
        this.folder = folder;
    }

    /**
     * Arguments: the address of a console, that of one which follows orders and databases, that of one before a consumer of
     * messages, and the folder.
     */
    public static void main(String... arguments) throws IOException {
        if (arguments.length != 4) {
            throw new IllegalArgumentException("Give the addresses of three consoles and a folder");
        }
        Path folder = Files.createDirectories(Path.of(arguments[3]));
        try (Chromium chromium = Chromium.start()) {
            new Pictures(chromium.browser(), arguments[0], folder).takeAll();
            new Pictures(chromium.browser(), arguments[1], folder).takeJourney();
            new Pictures(chromium.browser(), arguments[1], folder).takeLocks();
            new Pictures(chromium.browser(), arguments[2], folder).takeMessages();
        }
    }

    /** The queues, what went wrong with messages, and the life of one of them: {@code queues.png} and their like. */
    public void takeMessages() throws IOException {
        take("/queues", ColorScheme.LIGHT, "queues.png");
        take("/messages", ColorScheme.LIGHT, "messages.png");
        take(first("/messages", ".troubles a[href^='/message/']"), ColorScheme.LIGHT, "message.png");
    }

    /** One order's journey, that of the most urgent one: {@code journey.png}. */
    public void takeJourney() throws IOException {
        take(first("/journeys", "a[href^='/journey/']"), ColorScheme.LIGHT, "journey.png");
    }

    /** Who waits for whom in a database, and the trace of one who waited: {@code locks.png}, {@code lock-wait.png}. */
    public void takeLocks() throws IOException {
        take("/locks", ColorScheme.LIGHT, "locks.png");
        take(first("/locks", "a[href^='/trace/']"), ColorScheme.LIGHT, "lock-wait.png");
    }

    /** All three; the trace is that of a slow read, if there was one. */
    public void takeAll() throws IOException {
        String trace = first("/", SLOW_READ);
        take("/", ColorScheme.LIGHT, "console-light.png");
        take("/", ColorScheme.DARK, "console-dark.png");
        take(trace, ColorScheme.LIGHT, "trace.png");
    }

    /**
     * Those of a console that follows orders, in light and dark: {@code journeys-*.png} with all of them, and
     * {@code journey-*.png} with the most urgent one.
     */
    public void takeJourneys() throws IOException {
        String order = first("/journeys", "a[href^='/journey/']");
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            String suffix = "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png";
            take("/journeys", scheme, "journeys" + suffix);
            take(order, scheme, "journey" + suffix);
        }
    }

    /** Those of a console before databases, in light and dark: {@code databases-*.png}, {@code locks-*.png}. */
    public void takeDatabases() throws IOException {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            String suffix = "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png";
            take("/databases", scheme, "databases" + suffix);
            take("/locks", scheme, "locks" + suffix);
        }
    }

    /**
     * Those of a console before a broker, in light and dark: {@code queues-*.png}, {@code messages-*.png}, and
     * {@code message-*.png} with the life of the one that something went wrong with last.
     */
    public void takeBrokers() throws IOException {
        String life = first("/messages", ".troubles a[href^='/message/']");
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            String suffix = "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png";
            take("/queues", scheme, "queues" + suffix);
            take("/messages", scheme, "messages" + suffix);
            take(life, scheme, "message" + suffix);
        }
    }

    /** One picture of the page's upper part. */
    public void take(String path, ColorScheme scheme, String file) throws IOException {
        take(path, scheme, file, WIDTH, DENSITY);
    }

    /** The same at another width, and another density. */
    public void take(String path, ColorScheme scheme, String file, int width, double density) throws IOException {
        try (BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, TALLEST)
                .setDeviceScaleFactor(density)
                .setColorScheme(scheme))) {
            Page page = context.newPage();
            page.navigate(address + path);
            int height = ((Number) page.evaluate("document.body.scrollHeight")).intValue();
            page.setViewportSize(width, Math.min(TALLEST, height));
            page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(file)));
            SmallPng.rewrite(folder.resolve(file));
        }
    }

    private String first(String path, String link) {
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            page.navigate(address + path);
            return page.locator(link).first().getAttribute("href");
        }
    }
}

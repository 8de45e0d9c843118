package dev.loupe.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import dev.loupe.console.picture.Chromium;
import dev.loupe.console.picture.Pictures;
import dev.loupe.console.web.RunningConsole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** A console in a browser: one browser for a class, one console for each test. */
abstract class InBrowserTest {
    private static final int NARROW = 400;

    private static Chromium chromium;

    @BeforeAll
    static void startBrowser() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void endBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @AfterEach
    void closeConsole() {
        console().close();
    }

    /** The console that is visited, the same in all of a test. */
    abstract RunningConsole console();

    final Watched visit() {
        return new Watched(chromium.browser(), console().address());
    }

    final Watched visit(Browser.NewContextOptions options) {
        return new Watched(chromium.browser(), console().address(), options);
    }

    final Pictures pictures(Path folder) {
        return new Pictures(chromium.browser(), console().address(), folder);
    }

    final void loadsWithoutComplaintAndAsksNobodyElse(String... paths) {
        for (String path : paths) {
            try (Watched visit = visit()) {
                visit.page().navigate(path);
                visit.page().waitForFunction("typeof htmx === 'object'");

                assertThat(visit.complaints()).isEmpty();
                assertThat(visit.violations()).isEqualTo("");
                assertThat(visit.foreignRequests()).isEmpty();
            }
        }
    }

    final void needsNoSidewaysScrollingInANarrowWindow(String... paths) {
        for (String path : paths) {
            try (Watched visit = visit(new Browser.NewContextOptions().setViewportSize(NARROW, 800))) {
                visit.page().navigate(path);

                assertThat(visit.page().evaluate("document.documentElement.scrollWidth <= " + NARROW))
                        .as(path)
                        .isEqualTo(true);
            }
        }
    }

    static void areSmall(Path folder, List<String> pictures) throws IOException {
        assertThat(pictures)
                .allSatisfy(name -> assertThat(Files.size(folder.resolve(name))).isBetween(20_000L, 400_000L));
    }
}

package dev.loupe.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.loupe.console.picture.Chromium;
import dev.loupe.console.picture.Pictures;
import dev.loupe.console.sample.Jeweller;
import dev.loupe.console.sample.SampleDatabases;
import dev.loupe.console.sample.SampleJourneys;
import dev.loupe.console.web.RunningConsole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabasesInBrowserTest {
    private static Chromium chromium;

    private final Jeweller jeweller = Jeweller.until(Instant.now());
    private final SampleDatabases databases = SampleDatabases.until(Instant.now(), jeweller.traces());
    private final RunningConsole console = new RunningConsole(
            jeweller.live(), jeweller.traces(), SampleJourneys.until(Instant.now(), List.of()), databases);

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
        console.close();
    }

    @Test
    void everyPage_loadsWithoutComplaintAndAsksNobodyElse() {
        databases.waitHere("SELECT orders");
        for (String path : List.of("/databases", "/databases?sort=calls", "/locks", "/trace/" + databases.waiter())) {
            try (Watched visit = visit()) {
                visit.page().navigate(path);
                visit.page().waitForFunction("typeof htmx === 'object'");

                assertThat(visit.complaints()).isEmpty();
                assertThat(visit.violations()).isEqualTo("");
                assertThat(visit.foreignRequests()).isEmpty();
            }
        }
    }

    @Test
    void locks_followWhatHappensAndLeadToTheCulprit() {
        try (Watched visit = visit()) {
            Page page = visit.page();
            page.navigate("/locks");
            assertThat(page.getByText("Nobody waits for a lock.")).isVisible();
            databases.waitHere("SELECT orders");

            assertThat(page.locator("#lasting-scroll tbody tr")).containsText("SELECT orders");
            page.locator("#lasting-scroll .culprits a").click();
            assertThat(page).hasURL(Pattern.compile("/trace/" + databases.culprit() + "$"));
            assertThat(page.getByText("made 2 others wait")).isVisible();
            page.locator("section:has(#locks-title) a[href^='/trace/']").click();
            assertThat(page).hasURL(Pattern.compile("/trace/" + databases.waiter() + "$"));
        }
    }

    @Test
    void statements_areSortedByAClickAndFilteredAsOneTypes() {
        try (Watched visit = visit()) {
            Page page = visit.page();
            page.navigate("/databases");
            assertThat(page.locator("#statements tbody summary").first()).hasText("UPDATE orders");
            page.locator("#sort-calls").click();
            assertThat(page).hasURL(Pattern.compile("/databases\\?sort=calls$"));
            assertThat(page.locator("#statements tbody summary").first()).hasText("SELECT orders");
            page.getByRole(AriaRole.SEARCHBOX, new Page.GetByRoleOptions().setName("Statement"))
                    .fill("insert");

            assertThat(page.locator("#statements tbody tr")).hasCount(1);
            assertThat(page).hasURL(Pattern.compile("/databases\\?statement=insert&sort=calls$"));
            assertThat(page.getByRole(AriaRole.STATUS)).hasText("1 that match, of 7 statements");
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void statement_staysOpenWhileFiguresChange() {
        try (Watched visit = visit()) {
            Page page = visit.page();
            page.navigate("/databases");
            Locator text = page.getByText("Index Scan using orders_pkey");
            page.locator("#statements tbody summary").first().click();
            assertThat(text).isVisible();
            page.waitForResponse(response -> response.url().contains("/parts/statements"), () -> {});
            page.waitForResponse(response -> response.url().contains("/parts/databases"), () -> {});

            assertThat(text).isVisible();
        }
    }

    @Test
    void narrowWindow_needsNoSidewaysScrolling() {
        databases.deadlockHere();
        for (String path : List.of("/databases", "/locks", "/trace/" + databases.waiter())) {
            try (Watched visit = visit(new Browser.NewContextOptions().setViewportSize(400, 800))) {
                visit.page().navigate(path);

                assertThat(visit.page().evaluate("document.documentElement.scrollWidth <= 400"))
                        .as(path)
                        .isEqualTo(true);
            }
        }
    }

    @Test
    void pictures_areTakenAndSmall(@TempDir Path folder) throws IOException {
        databases.waitHere("SELECT orders");
        databases.deadlockHere();
        new Pictures(chromium.browser(), console.address(), folder).takeDatabases();

        assertThat(List.of("databases-light.png", "databases-dark.png", "locks-light.png", "locks-dark.png"))
                .allSatisfy(name -> assertThat(Files.size(folder.resolve(name))).isBetween(20_000L, 400_000L));
    }

    private Watched visit() {
        return new Watched(chromium.browser(), console.address());
    }

    private Watched visit(Browser.NewContextOptions options) {
        return new Watched(chromium.browser(), console.address(), options);
    }
}

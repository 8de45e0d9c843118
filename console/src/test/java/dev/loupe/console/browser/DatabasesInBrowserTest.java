package dev.loupe.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.loupe.console.sample.Jeweller;
import dev.loupe.console.sample.SampleDatabases;
import dev.loupe.console.sample.SampleJourneys;
import dev.loupe.console.web.RunningConsole;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabasesInBrowserTest extends InBrowserTest {
    private final Jeweller jeweller = Jeweller.until(Instant.now());
    private final SampleDatabases databases = SampleDatabases.until(Instant.now(), jeweller.traces());
    private final RunningConsole console = new RunningConsole(
            jeweller.live(), jeweller.traces(), SampleJourneys.until(Instant.now(), List.of()), databases);

    @Override
    RunningConsole console() {
        return console;
    }

    @Test
    void everyPage_loadsWithoutComplaintAndAsksNobodyElse() {
        databases.waitHere("SELECT orders");
        loadsWithoutComplaintAndAsksNobodyElse(
                "/databases", "/databases?sort=calls", "/locks", "/trace/" + databases.waiter());
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
        needsNoSidewaysScrollingInANarrowWindow("/databases", "/locks", "/trace/" + databases.waiter());
    }

    @Test
    void pictures_areTakenAndSmall(@TempDir Path folder) throws IOException {
        databases.waitHere("SELECT orders");
        databases.deadlockHere();
        pictures(folder).takeDatabases();

        areSmall(folder, List.of("databases-light.png", "databases-dark.png", "locks-light.png", "locks-dark.png"));
    }
}

package dev.loupe.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.loupe.console.sample.Jeweller;
import dev.loupe.console.sample.SampleJourneys;
import dev.loupe.console.web.RunningConsole;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JourneysInBrowserTest extends InBrowserTest {
    private static final String STUCK = "/journey/" + SampleJourneys.STUCK;

    private final Jeweller jeweller = Jeweller.until(Instant.now());
    private final SampleJourneys journeys =
            SampleJourneys.until(Instant.now(), List.of(jeweller.slowStore(), jeweller.slowReader()));
    private final RunningConsole console = new RunningConsole(jeweller.live(), jeweller.traces(), journeys);

    @Override
    RunningConsole console() {
        return console;
    }

    @Test
    void everyPage_loadsWithoutComplaintAndAsksNobodyElse() {
        loadsWithoutComplaintAndAsksNobodyElse("/journeys", "/journeys?stage=priced&stuck=on", STUCK, "/");
    }

    @Test
    void list_followsWhatHappensAndLeavesTheFocusWhereItIs() {
        try (Watched visit = visit()) {
            Page page = visit.page();
            page.navigate("/journeys");
            Locator link = page.locator("#order-" + SampleJourneys.STUCK);
            link.focus();
            journeys.place("order1-JUSTNOWPLACED");

            assertThat(page.locator("#order-order1-JUSTNOWPLACED")).isVisible();
            assertThat(page.locator("#stage-placed")).containsText("4 orders");
            assertThat(link).isFocused();
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void order_followsWhatHappens() {
        try (Watched visit = visit()) {
            Page page = visit.page();
            page.navigate(STUCK);
            assertThat(page.locator(".answer")).containsText("longer than it may");
            journeys.produce(SampleJourneys.STUCK);

            assertThat(page.locator(".answer")).containsText("It has been in “in production”");
            journeys.forget(SampleJourneys.STUCK);
            assertThat(page.getByText("It is no longer held here")).isVisible();
            assertThat(page.getByRole(AriaRole.ALERT)).isHidden();
        }
    }

    @Test
    void filter_worksAsOneTypesAndStandsInTheAddress() {
        try (Watched visit = visit()) {
            Page page = visit.page();
            page.navigate("/journeys");
            page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Stage"))
                    .selectOption("priced");
            page.getByLabel("Stuck only").check();
            assertThat(page.locator("#journeys tbody tr")).hasCount(2);
            search(page).fill("7kq3");

            assertThat(page.locator("#journeys tbody tr")).hasCount(1);
            assertThat(page).hasURL(Pattern.compile("/journeys\\?order=7kq3&stage=priced&stuck=on$"));
            assertThat(page.getByRole(AriaRole.STATUS)).hasText("1 that match, of 13 orders");

            page.reload();
            assertThat(page.locator("#journeys tbody tr")).hasCount(1);
            assertThat(search(page)).hasValue("7kq3");
        }
    }

    @Test
    void withoutScript_searchAndOrdersWorkToo() {
        try (Watched visit = visit(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            Page page = visit.page();
            page.navigate("/journeys");
            page.locator("#stage-priced").click();
            assertThat(page.locator("#journeys tbody tr")).hasCount(5);
            search(page).fill("7kq3");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Filter"))
                    .click();
            page.locator("#journeys a").click();

            assertThat(page.getByText("It has been waiting in “priced”")).isVisible();
        }
    }

    @Test
    void order_isReachedFromTheTrafficByKeyboardAlone() {
        try (Watched visit = visit()) {
            Page page = visit.page();
            page.navigate("/");
            press(page, page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Journeys")));
            assertThat(page).hasURL(Pattern.compile("/journeys$"));
            press(page, page.locator("#order-" + SampleJourneys.STUCK));
            assertThat(page).hasURL(Pattern.compile(STUCK + "$"));
            press(page, page.locator("a[href='/trace/" + jeweller.slowStore() + "']"));

            assertThat(page).hasURL(Pattern.compile("/trace/" + jeweller.slowStore() + "$"));
        }
    }

    @Test
    void narrowWindow_needsNoSidewaysScrolling() {
        needsNoSidewaysScrollingInANarrowWindow("/journeys", STUCK, "/journey/" + SampleJourneys.SENT_BACK);
    }

    @Test
    void pictures_areTakenAndSmall(@TempDir Path folder) throws IOException {
        pictures(folder).takeJourneys();

        areSmall(folder, List.of("journeys-light.png", "journeys-dark.png", "journey-light.png", "journey-dark.png"));
    }

    private static void press(Page page, Locator link) {
        for (int i = 0; i < 60 && !(boolean) link.evaluate("element => document.activeElement === element"); i++) {
            page.keyboard().press("Tab");
        }
        assertThat(link).isFocused();
        page.keyboard().press("Enter");
    }

    private static Locator search(Page page) {
        return page.getByRole(AriaRole.SEARCHBOX, new Page.GetByRoleOptions().setName("Order"));
    }
}

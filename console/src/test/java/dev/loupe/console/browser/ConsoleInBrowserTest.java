package dev.loupe.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.loupe.console.sample.FileSpans;
import dev.loupe.console.sample.Jeweller;
import dev.loupe.console.web.RunningConsole;
import dev.loupe.telemetry.live.LiveOperations.Running;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleInBrowserTest extends InBrowserTest {
    private final Jeweller jeweller = Jeweller.until(Instant.now());
    private final RunningConsole console = new RunningConsole(jeweller.live(), jeweller.traces());

    @Override
    RunningConsole console() {
        return console;
    }

    @Test
    void everyPage_loadsWithoutComplaintAndAsksNobodyElse() {
        String evil = jeweller.traces()
                .keep("error", FileSpans.missing("<img src=x onerror=alert(1)>").ended());
        loadsWithoutComplaintAndAsksNobodyElse("/", "/?errors=on", "/trace/" + jeweller.slowReader(), "/trace/" + evil);
    }

    @Test
    void liveParts_followWhatHappens() {
        try (Watched visit = visit()) {
            visit.page().navigate("/");
            jeweller.live().running(List.of(new Running("PutObject", "orders/1/brand-new.stl", "0", 1, 1)));
            String trace = jeweller.traces()
                    .keep("error", FileSpans.missing("orders/2/just-ended.stl").ended());

            assertThat(visit.page().getByText("brand-new.stl")).isVisible();
            assertThat(visit.page().locator("#trace-" + trace)).isVisible();
            assertThat(visit.complaints()).isEmpty();
            assertThat(visit.violations()).isEqualTo("");
        }
    }

    @Test
    void focus_survivesAnUpdate() {
        try (Watched visit = visit()) {
            visit.page().navigate("/");
            Locator link = visit.page().locator("#trace-" + jeweller.slowReader());
            link.focus();
            String newer = jeweller.traces()
                    .keep("error", FileSpans.missing("newer.stl").ended());

            assertThat(visit.page().locator("#trace-" + newer)).isVisible();
            assertThat(link).isFocused();
        }
    }

    @Test
    void pausedPage_standsStillUntilItGoesOn() {
        try (Watched visit = visit()) {
            Page page = visit.page();
            page.navigate("/");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Pause"))
                    .click();
            page.evaluate("document.addEventListener('htmx:beforeRequest', event => { if (event.defaultPrevented) "
                    + "document.body.dataset.asked = 1 + Number(document.body.dataset.asked ?? 0) })");
            jeweller.live().running(List.of(new Running("PutObject", "unseen.stl", "0", 1, 1)));

            assertThat(page.locator("body")).hasAttribute("data-asked", Pattern.compile("[3-9]|\\d\\d+"));
            assertThat(page.getByText("unseen.stl")).isHidden();

            page.locator("#pause").click();
            assertThat(page.getByText("unseen.stl")).isVisible();
        }
    }

    @Test
    void filter_worksAsOneTypesAndStandsInTheAddress() {
        try (Watched visit = visit()) {
            Page page = visit.page();
            page.navigate("/");
            fileFilter(page).fill("emerald");
            page.getByLabel("Errors only").check();

            assertThat(page.locator("#traces tbody tr")).hasCount(1);
            assertThat(page.locator("#traces")).containsText("503 SlowDown");
            assertThat(page).hasURL(Pattern.compile("/\\?file=emerald&errors=on$"));
            assertThat(page.getByRole(AriaRole.STATUS)).hasText("1 that match, of 29 traces");

            page.reload();
            assertThat(page.locator("#traces tbody tr")).hasCount(1);
            assertThat(fileFilter(page)).hasValue("emerald");

            page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Operation"))
                    .selectOption("PutObject");
            assertThat(page.locator("#traces")).containsText("None of the 29 traces match");
            page.goBack();
            assertThat(page.locator("#traces tbody tr")).hasCount(1);
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void withoutScript_filterAndTracesWorkToo() {
        try (Watched visit = visit(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            Page page = visit.page();
            page.navigate("/");
            fileFilter(page).fill("hires");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Filter"))
                    .click();

            assertThat(page.locator("#traces tbody tr")).hasCount(1);
            page.locator("#traces a").click();
            assertThat(page.getByText("The client read slowly")).isVisible();
        }
    }

    @Test
    void trace_isReachedAndReadByKeyboardAlone() {
        try (Watched visit = visit()) {
            Page page = visit.page();
            page.navigate("/?file=hires");
            page.keyboard().press("Tab");
            assertThat(visit.focused()).isEqualTo("Skip to the content");
            page.keyboard().press("Enter");
            Locator link = page.locator("#trace-" + jeweller.slowReader());
            for (int i = 0; i < 40 && !isFocused(link); i++) {
                page.keyboard().press("Tab");
            }
            assertThat(link).isFocused();
            assertThat((String) link.evaluate("link => getComputedStyle(link).outlineStyle"))
                    .isEqualTo("solid");
            page.keyboard().press("Enter");

            assertThat(page).hasURL(Pattern.compile("/trace/" + jeweller.slowReader() + "$"));
            assertThat(page.getByText("The client read slowly")).isVisible();
            Locator recorded = page.locator("summary");
            for (int i = 0; i < 20 && !isFocused(recorded); i++) {
                page.keyboard().press("Tab");
            }
            assertThat(page.getByText("loupe.s3.client_stall_seconds")).isVisible();
            page.keyboard().press("Enter");
            assertThat(page.getByText("loupe.s3.client_stall_seconds")).isHidden();
        }
    }

    @Test
    void colours_followTheSystem() {
        assertThat(background(ColorScheme.LIGHT)).isEqualTo("rgb(246, 245, 242)");
        assertThat(background(ColorScheme.DARK)).isEqualTo("rgb(20, 23, 26)");
    }

    @Test
    void narrowWindow_needsNoSidewaysScrolling() {
        needsNoSidewaysScrollingInANarrowWindow("/", "/trace/" + jeweller.slowStore());
    }

    @Test
    void consoleThatWentAway_isSaidToBeStale() {
        try (Watched visit = visit()) {
            visit.page().navigate("/");
            console.close();

            assertThat(visit.page().getByRole(AriaRole.ALERT)).containsText("The console does not answer.");
        }
    }

    @Test
    void pictures_areTakenAndSmall(@TempDir Path folder) throws IOException {
        pictures(folder).takeAll();

        areSmall(folder, List.of("console-light.png", "console-dark.png", "trace.png"));
    }

    private static Locator fileFilter(Page page) {
        return page.getByRole(AriaRole.SEARCHBOX, new Page.GetByRoleOptions().setName("File"));
    }

    private static boolean isFocused(Locator element) {
        return (boolean) element.evaluate("element => document.activeElement === element");
    }

    private Object background(ColorScheme scheme) {
        try (Watched visit = visit(new Browser.NewContextOptions().setColorScheme(scheme))) {
            visit.page().navigate("/");
            return visit.page().evaluate("getComputedStyle(document.body).backgroundColor");
        }
    }
}

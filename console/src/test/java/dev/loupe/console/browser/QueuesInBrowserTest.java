package dev.loupe.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.loupe.console.sample.Jeweller;
import dev.loupe.console.sample.SampleBrokers;
import dev.loupe.console.sample.SampleJourneys;
import dev.loupe.console.web.RunningConsole;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueuesInBrowserTest extends InBrowserTest {
    private static final List<String> PICTURES = List.of(
            "queues-light.png",
            "queues-dark.png",
            "messages-light.png",
            "messages-dark.png",
            "message-light.png",
            "message-dark.png");

    private final Jeweller jeweller = Jeweller.until(Instant.now());
    private final SampleBrokers brokers = SampleBrokers.until(Instant.now(), jeweller.traces());
    private final RunningConsole console = new RunningConsole(
            jeweller.live(), jeweller.traces(), SampleJourneys.until(Instant.now(), List.of()), brokers);

    @Override
    RunningConsole console() {
        return console;
    }

    @Test
    void everyPage_loadsWithoutComplaintAndAsksNobodyElse() {
        loadsWithoutComplaintAndAsksNobodyElse(
                "/queues", "/queues?busy=on", "/messages", "/messages?kind=lost", aLife());
    }

    @Test
    void queues_followWhatHappensAndAreFilteredAsOneTypes() {
        try (Watched visit = visit()) {
            Page page = visit.page();
            page.navigate("/queues");
            assertThat(page.locator("#queues tbody tr").first()).containsText("print.labels");
            brokers.pileUp(12_345);
            assertThat(page.locator("#queues tbody tr").first()).containsText("12,345");

            page.getByRole(AriaRole.SEARCHBOX, new Page.GetByRoleOptions().setName("Queue"))
                    .fill("invoi");
            assertThat(page.locator("#queues tbody tr")).hasCount(1);
            assertThat(page).hasURL(Pattern.compile("/queues\\?queue=invoi$"));
            assertThat(page.getByRole(AriaRole.STATUS)).hasText("1 that match, of 4 queues");
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void lostMessage_isListedWhenItIsLostAndLeadsToItsLifeAndItsTrace() {
        try (Watched visit = visit()) {
            Page page = visit.page();
            page.navigate("/queues");
            page.locator("#brokers a[href='/messages?kind=lost']").click();
            assertThat(page.locator(".troubles tbody tr")).hasCount(2);
            String trace = brokers.lose(40);
            assertThat(page.locator(".troubles tbody tr")).hasCount(3);

            page.locator(".troubles tbody tr").first().getByText("life").click();
            assertThat(page).hasURL(Pattern.compile("/message/" + trace + "/[0-9a-f]{16}$"));
            assertThat(page.getByText("It was lost: no queue took it.")).isVisible();
            page.locator("#message a[href^='/trace/']").first().click();
            assertThat(page).hasURL(Pattern.compile("/trace/" + trace + "$"));
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void messages_areFilteredByWhatWentWrong() {
        try (Watched visit = visit()) {
            Page page = visit.page();
            page.navigate("/messages");
            page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("What"))
                    .selectOption("stuck");

            assertThat(page.locator(".troubles tbody tr")).hasCount(1);
            assertThat(page).hasURL(Pattern.compile("/messages\\?kind=stuck$"));
            assertThat(page.getByRole(AriaRole.STATUS)).hasText("1 that match, of 5 messages");
        }
    }

    @Test
    void narrowWindow_needsNoSidewaysScrolling() {
        needsNoSidewaysScrollingInANarrowWindow("/queues", "/messages", aLife());
    }

    @Test
    void pictures_areTakenAndSmall(@TempDir Path folder) throws IOException {
        pictures(folder).takeBrokers();

        areSmall(folder, PICTURES);
    }

    private String aLife() {
        try (Watched visit = visit()) {
            visit.page().navigate("/messages");
            return visit.page()
                    .locator(".troubles a[href^='/message/']")
                    .first()
                    .getAttribute("href");
        }
    }
}

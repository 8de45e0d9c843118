package dev.loupe.console.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A page of the browser, and all that it complained of or asked of others while it was open. */
final class Watched implements AutoCloseable {
    private static final String NOTE_VIOLATIONS = "window.violations = []; document.addEventListener("
            + "'securitypolicyviolation', event => window.violations.push(event.violatedDirective + ' ' + event.blockedURI))";

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> foreign = new CopyOnWriteArrayList<>();

    Watched(Browser browser, String origin, Browser.NewContextOptions options) {
        context = browser.newContext(options.setBaseURL(origin));
        page = context.newPage();
        page.addInitScript(NOTE_VIOLATIONS);
        page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            if (!request.url().startsWith(origin + "/")) {
                foreign.add(request.url());
            }
        });
    }

    Watched(Browser browser, String origin) {
        this(browser, origin, new Browser.NewContextOptions().setColorScheme(ColorScheme.LIGHT));
    }

    Page page() {
        return page;
    }

    List<String> complaints() {
        return complaints;
    }

    List<String> foreignRequests() {
        return foreign;
    }

    Object violations() {
        return page.evaluate("window.violations.join(', ')");
    }

    /** What has the keyboard's attention: its text. */
    String focused() {
        return (String) page.evaluate("document.activeElement.innerText");
    }

    @Override
    public void close() {
        context.close();
    }
}

package dev.loupe.console.web.asset;

import java.util.List;

/**
 * All files for the browser, in memory.
 *
 * @param style the style sheet
 * @param htmx the library that keeps the live parts current
 * @param script the little that is ours
 * @param logo also the icon of the tab
 */
public record Assets(Asset style, Asset htmx, Asset script, Asset logo) {
    private static final String HTMX = "/META-INF/resources/webjars/htmx.org/2.0.4/dist/htmx.min.js";
    private static final String JAVASCRIPT = "text/javascript; charset=utf-8";

    /** Reads them from the class path. */
    public static Assets load() {
        return new Assets(
                Asset.load("console.css", "console.css", "text/css; charset=utf-8"),
                Asset.load(HTMX, "htmx.js", JAVASCRIPT),
                Asset.load("console.js", "console.js", JAVASCRIPT),
                Asset.load("loupe.svg", "loupe.svg", "image/svg+xml"));
    }

    /** Each of them. */
    public List<Asset> all() {
        return List.of(style, htmx, script, logo);
    }
}

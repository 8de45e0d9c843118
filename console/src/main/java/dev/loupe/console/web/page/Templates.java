package dev.loupe.console.web.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

/** The compiled templates. Thread-safe. */
final class Templates {
    private final TemplateEngine engine = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Templates.class.getClassLoader(), Templates.class.getPackageName());

    String render(String template, Record model) {
        StringOutput html = new StringOutput();
        engine.render(template + ".jte", model, html);
        return html.toString();
    }
}

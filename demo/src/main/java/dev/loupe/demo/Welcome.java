package dev.loupe.demo;

import dev.loupe.demo.company.Story;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a newcomer reads before anything happens: what runs here, where it is, and what to look at. */
final class Welcome {
    private final Stage stage;
    private final Options options;
    private final Map<String, String> environment;

    Welcome(Stage stage, Options options, Map<String, String> environment) {
        this.stage = stage;
        this.options = options;
        this.environment = environment;
    }

    String text() {
        StringBuilder text = new StringBuilder("A small company in this process; nothing in it was made to be traced:\n"
                + "  customers -> Shop -> MES -> 3D files in an S3 store; operators -> CRM -> Shop and MES;\n"
                + "  Shop and CRM share a PostgreSQL database, the MES has one;\n"
                + "  the MES tells the CRM over RabbitMQ what becomes of orders\n\n");
        text.append(new Story(stage.company()).consoles());
        line(text, "store", stage.store().endpoint() + " (embedded; it checks every signature)");
        line(
                text,
                "proxy",
                stage.access().endpoint() + busy(options.port(), stage.proxy().port()));
        stage.proxy().consoleAddress().ifPresent(console -> line(text, "console", console + console()));
        receiver().ifPresent(address -> line(text, "traces", "also go to " + address));
        if (!options.isOnce()) {
            text.append(new Story(stage.company()).sights());
            text.append("\nHave a look yourself, from another terminal:\n  AWS_ACCESS_KEY_ID=")
                    .append(stage.store().accessKey())
                    .append(" AWS_SECRET_ACCESS_KEY=")
                    .append(stage.store().secretKey())
                    .append(" aws --endpoint-url ")
                    .append(stage.access().endpoint())
                    .append(" s3 ls --recursive s3://rings\n");
        }
        return text.append("\nFirst, customers and workshop use the store directly:")
                .toString();
    }

    private static void line(StringBuilder text, String what, String where) {
        text.append(String.format("  %-10s%s%n", what, where));
    }

    private String console() {
        String busy = busy(
                options.consolePort(),
                Integer.parseInt(portOf(stage.proxy().consoleAddress().orElse(":0"))));
        return options.isOnce() ? busy : " - open this in a browser" + busy;
    }

    private static String portOf(String address) {
        return address.substring(address.lastIndexOf(':') + 1);
    }

    private static String busy(int wanted, int got) {
        return wanted == 0 || wanted == got ? "" : " (port " + wanted + " is in use)";
    }

    private Optional<String> receiver() {
        return Stream.of("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")
                .map(environment::get)
                .filter(address -> address != null && !address.isBlank())
                .findFirst();
    }
}

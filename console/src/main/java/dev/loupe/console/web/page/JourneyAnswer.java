package dev.loupe.console.web.page;

import dev.loupe.console.web.page.JourneyRow.Stretch;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The plain sentences that answer what is asked of an order: where is it, who has to act, and what took so long? */
final class JourneyAnswer {
    private static final int HALF = 2;

    private JourneyAnswer() {}

    static String to(JourneyRow row) {
        String where = "“" + row.current().stage().name() + "”";
        return switch (row.state()) {
            case STUCK ->
                "It has been waiting in " + where + " for " + Amounts.lasting(row.waited()) + ", "
                        + Amounts.lasting(row.overdue().orElse(0)) + " longer than it may." + nextToAct(row)
                        + mostOfIt(row);
            case WAITING ->
                "It has been in " + where + " for " + Amounts.lasting(row.waited()) + "." + left(row) + nextToAct(row)
                        + mostOfIt(row);
            case DONE -> "It is done, " + Amounts.lasting(row.whole()) + " after it began." + mostOfIt(row);
        };
    }

    private static String left(JourneyRow row) {
        return row.overdue().isEmpty()
                ? ""
                : " It may stay there for another "
                        + Amounts.lasting(-row.overdue().getAsLong()) + ".";
    }

    private static String nextToAct(JourneyRow row) {
        return row.current()
                .stage()
                .awaits()
                .map(who -> " Next to act: " + who + ".")
                .orElse("");
    }

    /** Nothing if no single stage took more than half, or there is only one. */
    private static String mostOfIt(JourneyRow row) {
        Map<String, Long> byStage = new LinkedHashMap<>();
        for (Stretch stretch : row.stretches()) {
            byStage.merge(stretch.stay().stage().name(), stretch.length(), Long::sum);
        }
        Optional<Map.Entry<String, Long>> most = byStage.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .filter(entry -> byStage.size() > 1 && entry.getValue() > row.whole() / HALF);
        return most.map(entry -> " Most of its time, " + Amounts.share(entry.getValue(), row.whole()) + ", "
                        + (isThere(row, entry.getKey()) ? "went by there." : "went by in “" + entry.getKey() + "”."))
                .orElse("");
    }

    private static boolean isThere(JourneyRow row, String stage) {
        return row.current().stage().name().equals(stage);
    }
}

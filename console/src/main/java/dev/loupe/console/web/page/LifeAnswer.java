package dev.loupe.console.web.page;

import dev.loupe.console.web.Brokers.Trouble;
import dev.loupe.console.web.page.LifeView.Place;
import dev.loupe.console.web.page.LifeView.Stretch;
import java.util.List;
import java.util.stream.Collectors;

/** The plain sentences that answer what is asked of a message: where is it, and what went wrong? */
final class LifeAnswer {
    private LifeAnswer() {}

    static String to(List<Stretch> stretches, List<Trouble> troubles) {
        String wrong = troubles.stream().map(LifeAnswer::wrong).distinct().collect(Collectors.joining(" "));
        String where = where(stretches);
        return wrong.isEmpty() || where.isEmpty() ? wrong + where : wrong + ' ' + where;
    }

    private static String wrong(Trouble trouble) {
        String reason = MessageWords.reason(trouble.kind(), trouble.reason());
        String sentence =
                switch (trouble.kind()) {
                    case "lost" -> "It was lost";
                    case "unknown" -> "Nobody can know whether the broker has it";
                    case "duplicate" -> "It came twice";
                    case "late" -> "It was late";
                    case "stuck" -> "It was stuck";
                    default -> TroubleKind.label(trouble.kind());
                };
        return sentence + (reason.isEmpty() ? "." : ": " + reason + '.');
    }

    private static String where(List<Stretch> stretches) {
        Stretch last = stretches.get(stretches.size() - 1);
        String queue = Amounts.duration(LifeView.in(Place.QUEUE, stretches));
        String consumer = Amounts.duration(LifeView.in(Place.CONSUMER, stretches));
        boolean delivered = stretches.stream().anyMatch(stretch -> stretch.place() == Place.CONSUMER);
        if (last.place() == Place.DEAD) {
            String after =
                    last.offset() == 0 ? "" : ", " + Amounts.duration(last.offset()) + " after it was first seen";
            return "It died in " + last.step().where() + after + '.';
        }
        if (!last.lasts()) {
            return delivered ? "It was in a queue for " + queue + " and with a consumer for " + consumer + '.' : "";
        }
        return switch (last.place()) {
            case CONSUMER ->
                "A consumer has had it for " + Amounts.duration(last.length()) + ", after " + queue + " in a queue.";
            case SENT ->
                "It was published " + Amounts.duration(last.length())
                        + " ago, and the broker has not confirmed it yet.";
            default ->
                delivered
                        ? "It has been back in a queue for " + Amounts.duration(last.length()) + '.'
                        : "The broker has had it for " + Amounts.duration(last.length())
                                + ". No delivery was seen here: a consumer behind another sidecar is seen there.";
        };
    }
}

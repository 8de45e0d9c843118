package dev.loupe.demo.company;

import dev.loupe.demo.ledger.Act;
import dev.loupe.demo.ledger.Got;
import dev.loupe.demo.ledger.Got.Settled;
import dev.loupe.demo.ledger.Handled;
import dev.loupe.demo.ledger.Period;
import dev.loupe.demo.ledger.Sent;
import dev.loupe.demo.ledger.Taken;
import dev.loupe.telemetry.Names;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Ledgers and spans of messages that were never there. Times are seconds, orders are {@code 7}, and {@code p7} in spans. */
final class MessageStory {
    static final String NONE = "0000000000000000";
    static final String PRICE = "POST /prices";

    final List<Taken> taken = new ArrayList<>();
    final List<Sent> sent = new ArrayList<>();
    final List<Got> got = new ArrayList<>();
    final List<Sight> sights = new ArrayList<>();

    Causes causes() {
        return new Causes(taken, got, order -> "p" + order);
    }

    static Period at(double from, double to) {
        return new Period((long) (from * 1e9), (long) (to * 1e9));
    }

    /** A request for a price, of which the span is {@code request} and a number. */
    void asked(long number, String order, int status) {
        taken.add(new Taken(number, new Handled("mes-api", PRICE, order, status), at(0, 1)));
        sights.add(
                sight("mes-api", SpanKind.SERVER, PRICE, order, "", "request" + number, NONE, List.of(), told -> {}));
    }

    void sent(long request, String order, String key, String id, double when) {
        Act.Cause cause = new Act.Cause("mes-api", PRICE, order, request);
        sent.add(new Sent(cause, "orders", key, id, true, at(when, when)));
    }

    void got(String order, String queue, String id, Settled settled, Period when) {
        Act.Cause cause = new Act.Cause("crm-api", Got.from(queue), order, got.size() + 1L);
        got.add(new Got(cause, queue, id, false, settled, when));
    }

    void publishSpan(String span, String parent, String key, String id, Consumer<AttributesBuilder> more) {
        publishSpan(span, parent, key, id, "key", List.of(), more);
    }

    void publishSpan(
            String span,
            String parent,
            String key,
            String id,
            String evidence,
            List<String> links,
            Consumer<AttributesBuilder> more) {
        sights.add(sight("mes-api", SpanKind.PRODUCER, "publish", "7", evidence, span, parent, links, told -> {
            told.put(Names.MESSAGING_DESTINATION, "orders:" + key).put(Names.MESSAGE_ID, id);
            told.put(Names.MESSAGE_OUTCOME, "confirmed");
            more.accept(told);
        }));
    }

    void deliverySpan(String parent, String queue, String id, String settlement, Consumer<AttributesBuilder> more) {
        String span = "delivery" + sights.size();
        sights.add(sight("crm-api", SpanKind.CONSUMER, "process", "7", "", span, parent, List.of(), told -> {
            told.put(Names.QUEUE_NAME, queue).put(Names.MESSAGE_ID, id).put(Names.MESSAGE_SETTLEMENT, settlement);
            more.accept(told);
        }));
    }

    private static Sight sight(
            String service,
            SpanKind kind,
            String name,
            String order,
            String evidence,
            String span,
            String parent,
            List<String> links,
            Consumer<AttributesBuilder> more) {
        AttributesBuilder told = Attributes.builder();
        more.accept(told);
        return new Sight(
                service, kind, name, "", "p" + order, evidence, "t", span, parent, 0, 0, 1, told.build(), links, "");
    }
}

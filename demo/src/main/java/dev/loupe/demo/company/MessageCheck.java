package dev.loupe.demo.company;

import dev.loupe.demo.ledger.Got;
import dev.loupe.demo.ledger.Sent;
import dev.loupe.telemetry.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Holds the spans of messages against what the services wrote down: each publish has one span, in the trace of what it was done
 * for, or leads there where the ledger too leaves room for doubt; each message that was read has one, below the publish of that
 * very message.
 */
final class MessageCheck {
    private final List<Sent> sent;
    private final List<Got> got;
    private final Causes causes;
    private final Candidacy candidacy;
    private final List<Sight> sights;
    private final Map<String, Sight> bySpan;
    private final List<String> differences = new ArrayList<>();

    /**
     * A check of what there is now.
     *
     * @param causes of what was published
     */
    MessageCheck(List<Sent> sent, List<Got> got, Causes causes, List<Sight> sights) {
        this.sent = sent;
        this.got = got;
        this.causes = causes;
        this.candidacy = new Candidacy(sights);
        this.sights = sights;
        this.bySpan = sights.stream().collect(Collectors.toMap(Sight::span, Function.identity(), (a, b) -> a));
    }

    static MessageCheck of(Company company) {
        return new MessageCheck(
                company.ledger().sent(),
                company.ledger().got(),
                Causes.of(company.ledger(), company::pseudonym),
                company.sights());
    }

    /** One line for each difference. */
    List<String> differences() {
        publishes();
        deliveries();
        descent();
        return differences;
    }

    private void publishes() {
        OpenDeeds<Sent> deeds = new OpenDeeds<>(sent, this::words, message -> causes.areSeveral(deed(message)));
        Balance balance = new Balance();
        List<Sight> doubtful = new ArrayList<>();
        for (Sight publish : sights) {
            if (publish.isPublish()) {
                if (publish.evidence().equals(Candidacy.AMBIGUOUS)) {
                    doubtful.add(publish);
                } else if (!deeds.takes(words(publish))) {
                    balance.seen(words(publish));
                }
            }
        }
        Matching<Sent> matching = new Matching<>(doubtful, deeds.left(), this::mayBe);
        matching.without().forEach(publish -> balance.seen(words(publish)));
        matching.left().forEach(message -> balance.done(words(message)));
        balance.tell(differences);
    }

    private String words(Sent message) {
        return published(causes.of(message.cause()), message.destination(), message.id());
    }

    private String words(Sight publish) {
        Sight cause = bySpan.get(publish.parent());
        String why = cause == null ? publish.service() + ", by itself" : Causes.words(cause);
        return published(why, publish.said(Names.MESSAGING_DESTINATION), publish.said(Names.MESSAGE_ID));
    }

    private static Causes.Deed deed(Sent message) {
        return new Causes.Deed(message.cause(), true, message.when());
    }

    /** Whether a publish that could be of several is this one, as the ledger has it too. */
    private boolean mayBe(Sent message, Sight publish) {
        return message.id().equals(publish.said(Names.MESSAGE_ID))
                && causes.leaveRoom(deed(message), publish, candidacy.of(publish));
    }

    private static String published(String why, String destination, String id) {
        return why + ", published " + id + " to " + destination;
    }

    private void deliveries() {
        Balance balance = new Balance();
        got.forEach(message -> balance.done(read(
                message.cause().service(),
                message.id(),
                message.queue(),
                causes.pseudonym(message.cause().order()),
                settlement(message.settled()))));
        for (Sight delivery : sights) {
            if (delivery.isDelivery()) {
                balance.seen(read(
                        delivery.service(),
                        delivery.said(Names.MESSAGE_ID),
                        delivery.said(Names.QUEUE_NAME),
                        delivery.order(),
                        delivery.said(Names.MESSAGE_SETTLEMENT)));
            }
        }
        balance.tell(differences);
    }

    private static String settlement(Got.Settled settled) {
        return switch (settled) {
            case ACKED -> "acked";
            case REJECTED -> "rejected";
            case REQUEUED -> "requeued";
        };
    }

    private static String read(String service, String id, String queue, String order, String settlement) {
        return service + " read " + id + " from " + queue + " about " + order + ", and it was " + settlement;
    }

    /** What was published twice with the same id was delivered twice, each time below another one of the two. */
    private void descent() {
        Map<String, Long> times = new TreeMap<>();
        for (Sight delivery : sights) {
            if (delivery.isDelivery()) {
                Sight publish = bySpan.get(delivery.parent());
                boolean right = publish != null
                        && publish.isPublish()
                        && publish.trace().equals(delivery.trace())
                        && publish.said(Names.MESSAGE_ID).equals(delivery.said(Names.MESSAGE_ID));
                if (!right) {
                    differences.add("is not below its own publish: " + delivery.service() + ' ' + delivery.text());
                } else if (!Boolean.TRUE.equals(delivery.values().get(Names.MESSAGE_REDELIVERED))) {
                    times.merge(delivery.said(Names.QUEUE_NAME) + " below " + publish.span(), 1L, Long::sum);
                }
            }
        }
        times.forEach((what, count) -> {
            if (count > 1) {
                differences.add("was delivered " + count + " times from " + what);
            }
        });
    }

    /** In words, for those who want to know how much was compared. */
    String extent() {
        Map<String, Long> byEvidence = sights.stream()
                .filter(Sight::isPublish)
                .collect(Collectors.groupingBy(Sight::evidence, TreeMap::new, Collectors.counting()));
        String evidence = byEvidence.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
        long deliveries = sights.stream().filter(Sight::isDelivery).count();
        return sights.stream().filter(Sight::isPublish).count() + " messages (" + evidence + "), read " + deliveries
                + " times";
    }
}

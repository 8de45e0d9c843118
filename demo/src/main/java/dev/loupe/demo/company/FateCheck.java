package dev.loupe.demo.company;

import dev.loupe.demo.ledger.Got;
import dev.loupe.demo.ledger.Period;
import dev.loupe.demo.ledger.Sent;
import dev.loupe.telemetry.Names;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Holds what is reported of messages against what became of them: lost, not readable, doubled, late. Each that happened is
 * reported, and nothing else; and each of them has to happen, or the story proves nothing.
 */
final class FateCheck {
    /** Between a service and its sidecar, on a busy machine. */
    private static final Duration MARGIN = Duration.ofMillis(400);

    private static final double LONGEST_ON_THE_WAY_SECONDS = 1.5;

    private final List<Sent> sent;
    private final List<Got> got;
    private final List<Sight> sights;
    private final List<Sight> deliveries;
    private final Duration late;
    private final List<String> differences = new ArrayList<>();

    /**
     * A check of what there is now.
     *
     * @param late how long a message may be in its queue
     */
    FateCheck(List<Sent> sent, List<Got> got, List<Sight> sights, Duration late) {
        this.sent = inTime(sent, message -> message.when().from());
        this.got = inTime(got, message -> message.when().from());
        this.sights = sights.stream()
                .filter(sight -> sight.isPublish() || sight.isDelivery())
                .toList();
        this.deliveries = sights.stream().filter(Sight::isDelivery).toList();
        this.late = late;
    }

    private static <T> List<T> inTime(List<T> all, ToLongFunction<T> from) {
        return all.stream().sorted(Comparator.comparingLong(from)).toList();
    }

    static FateCheck of(Company company) {
        return new FateCheck(company.ledger().sent(), company.ledger().got(), company.sights(), Company.QUEUE_LIMIT);
    }

    /** One line for each difference. */
    List<String> differences() {
        lost();
        dead();
        doubled();
        late();
        got.forEach(this::tookAsLong);
        return differences;
    }

    /** Who has sent something that nobody ever got. */
    private void lost() {
        Balance balance = new Balance();
        for (Sent message : sent) {
            if (message.confirmed() && deliveries(message).isEmpty()) {
                balance.done("a message was lost: " + message.id());
            }
        }
        happens(balance, "lost");
        told(balance, Trouble.Kind.LOST, "a message was lost: ");
        balance.tell(differences);
    }

    /** What could not be read is read once more, by somebody who puts it away. */
    private void dead() {
        Balance balance = new Balance();
        for (Got message : got) {
            if (message.settled() == Got.Settled.REJECTED) {
                balance.done("a message could not be read in " + message.queue() + ": " + message.id());
            }
        }
        happens(balance, "unreadable");
        for (Sight sight : sights) {
            if (Trouble.of(sight).contains(Trouble.Kind.DEAD)) {
                balance.seen("a message could not be read in " + sight.said(Names.MESSAGE_DEATH_QUEUE) + ": "
                        + sight.said(Names.MESSAGE_ID));
                expect(
                        sight.said(Names.MESSAGE_DEATH_REASON).equals("rejected"),
                        "does not say that it was rejected",
                        sight);
                expect(!sight.said(Names.MESSAGE_FIRST_TRACE).isEmpty(), "does not lead to who rejected it", sight);
            }
        }
        balance.tell(differences);
    }

    private void doubled() {
        Balance balance = new Balance();
        for (int i = 0; i < sent.size(); i++) {
            String id = sent.get(i).id();
            if (sent.subList(0, i).stream().anyMatch(earlier -> earlier.id().equals(id))) {
                balance.done("was there twice: mes-api " + id);
            }
        }
        for (int i = 0; i < got.size(); i++) {
            Got message = got.get(i);
            if (!message.redelivered()
                    && got.subList(0, i).stream()
                            .anyMatch(earlier -> earlier.id().equals(message.id())
                                    && earlier.queue().equals(message.queue()))) {
                balance.done("was there twice: crm-api " + message.id());
            }
        }
        happens(balance, "doubled");
        for (Sight sight : sights) {
            if (Trouble.of(sight).contains(Trouble.Kind.DUPLICATE)) {
                balance.seen("was there twice: " + sight.service() + ' ' + sight.said(Names.MESSAGE_ID));
            }
        }
        balance.tell(differences);
    }

    /** Somewhere around the limit nobody can say; beyond it, and well below, it is clear. */
    private void late() {
        for (Sight delivery : deliveries) {
            boolean told = Trouble.of(delivery).contains(Trouble.Kind.LATE);
            got(delivery).flatMap(this::queued).ifPresent(queued -> {
                long time = queued.to() - queued.from();
                boolean certainly = time > late.plus(MARGIN).toNanos();
                boolean possibly = time > late.minus(MARGIN).toNanos();
                expect(told || !certainly, "was in its queue for too long, and is not reported", delivery);
                expect(!told || possibly, "is reported to have been in its queue for too long, and was not", delivery);
            });
        }
        if (deliveries.stream().noneMatch(delivery -> Trouble.of(delivery).contains(Trouble.Kind.LATE))) {
            differences.add("nothing is late");
        }
    }

    /** When a message was in the queue from which it was read. */
    private Optional<Period> queued(Got message) {
        Optional<Long> since = message.queue().endsWith(".dead") ? rejected(message) : published(message);
        return since.map(from -> new Period(from, message.when().from()));
    }

    private Optional<Long> rejected(Got message) {
        return got.stream()
                .filter(other -> other.id().equals(message.id()) && other.settled() == Got.Settled.REJECTED)
                .map(other -> other.when().to())
                .findFirst();
    }

    /** Messages of the same id come in the order in which they were sent. */
    private Optional<Long> published(Got message) {
        List<Got> same = got.stream()
                .filter(other ->
                        other.id().equals(message.id()) && other.queue().equals(message.queue()))
                .toList();
        return sent.stream()
                .filter(other -> other.id().equals(message.id()))
                .skip(same.indexOf(message))
                .map(other -> other.when().to())
                .findFirst();
    }

    private Optional<Got> got(Sight delivery) {
        List<Sight> same =
                deliveries.stream().filter(other -> isSame(other, delivery)).toList();
        return got.stream()
                .filter(message -> message.id().equals(delivery.said(Names.MESSAGE_ID))
                        && message.queue().equals(delivery.said(Names.QUEUE_NAME)))
                .skip(same.indexOf(delivery))
                .findFirst();
    }

    private static boolean isSame(Sight one, Sight other) {
        return one.said(Names.MESSAGE_ID).equals(other.said(Names.MESSAGE_ID))
                && one.said(Names.QUEUE_NAME).equals(other.said(Names.QUEUE_NAME));
    }

    /** A sidecar sees a message a little earlier than its consumer, and the acknowledgement a little later. */
    private void tookAsLong(Got message) {
        double truth = message.when().seconds();
        deliveries.stream()
                .filter(sight -> got(sight).filter(message::equals).isPresent())
                .forEach(sight -> {
                    double said = sight.number(Names.MESSAGE_PROCESSING_TIME);
                    expect(
                            said >= truth - 0.01 && said <= truth + LONGEST_ON_THE_WAY_SECONDS,
                            String.format("was kept for %.3f s, and its span says %.3f s", truth, said),
                            sight);
                });
    }

    private List<Got> deliveries(Sent message) {
        return got.stream().filter(one -> one.id().equals(message.id())).toList();
    }

    private void told(Balance balance, Trouble.Kind kind, String words) {
        for (Sight sight : sights) {
            if (Trouble.of(sight).contains(kind)) {
                balance.seen(words + sight.said(Names.MESSAGE_ID));
            }
        }
    }

    private void happens(Balance balance, String what) {
        if (balance.isEmpty()) {
            differences.add("nothing is " + what);
        }
    }

    private void expect(boolean right, String otherwise, Sight sight) {
        if (!right) {
            differences.add(otherwise + ": " + sight.service() + ' ' + sight.text());
        }
    }
}

package dev.loupe.relay.amqp.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.amqp.fate.Message;
import dev.loupe.relay.amqp.fate.MessageFates;
import dev.loupe.relay.amqp.protocol.MessageHeaders.Death;
import dev.loupe.relay.correlation.BusinessKey;
import io.opentelemetry.api.trace.SpanContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Remembers what it was told, and answers what the test wants; checks that each message is settled once. */
final class RecordingFates implements MessageFates {
    final List<Published> published = new ArrayList<>();
    final List<Delivered> delivered = new ArrayList<>();
    SpanContext first;
    SpanContext duplicateOf;
    SpanContext publishedBefore;
    int deliveredBefore;
    long publishedNanos = -1;
    boolean late;
    boolean stuck;

    final class Published implements Publication {
        final Message message;
        final List<String> settled = new ArrayList<>();
        List<BusinessKey> about = List.of();

        Published(Message message) {
            this.message = message;
        }

        @Override
        public Optional<SpanContext> publishedBefore() {
            return Optional.ofNullable(publishedBefore);
        }

        @Override
        public boolean isDuplicate() {
            return publishedBefore != null && !settled.isEmpty();
        }

        @Override
        public void about(List<BusinessKey> keys) {
            about = List.copyOf(keys);
        }

        @Override
        public void settled(Outcome outcome, String detail, long nanos) {
            settled.add(outcome + (detail.isEmpty() ? "" : " " + detail));
        }
    }

    final class Delivered implements Delivery {
        final Message message;
        final boolean redelivered;
        final List<Death> deaths;
        final OptionalLong publishedEpochNanos;
        final List<String> settled = new ArrayList<>();
        List<BusinessKey> about = List.of();

        Delivered(Message message, boolean redelivered, List<Death> deaths, OptionalLong publishedEpochNanos) {
            this.message = message;
            this.redelivered = redelivered;
            this.deaths = deaths;
            this.publishedEpochNanos = publishedEpochNanos;
        }

        @Override
        public Optional<SpanContext> first() {
            return Optional.ofNullable(first);
        }

        @Override
        public Optional<SpanContext> duplicateOf() {
            return Optional.ofNullable(duplicateOf);
        }

        @Override
        public int deliveredBefore() {
            return deliveredBefore;
        }

        @Override
        public OptionalLong publishedNanos() {
            return publishedNanos < 0 ? OptionalLong.empty() : OptionalLong.of(publishedNanos);
        }

        @Override
        public boolean isLate() {
            return late;
        }

        @Override
        public List<String> diedOf() {
            return deaths.stream().map(Death::reason).distinct().toList();
        }

        @Override
        public void about(List<BusinessKey> keys) {
            about = List.copyOf(keys);
        }

        @Override
        public boolean isStuck() {
            return stuck;
        }

        @Override
        public void settled(Settlement settlement, long nanos) {
            settled.add(settlement.toString());
        }
    }

    @Override
    public Publication published(Message message) {
        published.add(new Published(message));
        return published.get(published.size() - 1);
    }

    @Override
    public Delivery delivered(
            Message message, boolean redelivered, List<Death> deaths, OptionalLong publishedEpochNanos) {
        delivered.add(new Delivered(message, redelivered, deaths, publishedEpochNanos));
        return delivered.get(delivered.size() - 1);
    }

    /** What became of the publishes, in their order. */
    List<String> outcomes() {
        assertThat(published).allSatisfy(each -> assertThat(each.settled).hasSizeLessThan(2));
        return published.stream()
                .map(each -> each.settled.isEmpty() ? "pending" : each.settled.get(0))
                .toList();
    }

    /** What became of the deliveries, in their order. */
    List<String> settlements() {
        assertThat(delivered).allSatisfy(each -> assertThat(each.settled).hasSizeLessThan(2));
        return delivered.stream()
                .map(each -> each.settled.isEmpty() ? "pending" : each.settled.get(0))
                .toList();
    }
}

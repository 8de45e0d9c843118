package dev.loupe.relay.postgres.blame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.telemetry.privacy.PseudonymKeys;
import dev.loupe.telemetry.privacy.Seal;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ExchangeEnvelopeTest {
    private static final String SENDER = "0123456789abcdef";
    private static final SpanContext SPAN = SpanContext.createFromRemoteParent(
            "0af7651916cd43dd8448eb211c80319c", "00f067aa0ba902b7", TraceFlags.getSampled(), TraceState.getDefault());
    private static final List<ExchangeItem> ITEMS = List.of(
            new ExchangeItem.Question(
                    4711,
                    OptionalLong.of(1_700_000_000_000_000L),
                    1_700_000_000_000_001L,
                    Optional.of(new ExchangeItem.Waiter("ab.1.2f.-3.4", SPAN.getTraceId(), 17))),
            new ExchangeItem.Question(4711, OptionalLong.empty(), 1, Optional.empty()),
            new ExchangeItem.Answer(4711, OptionalLong.empty(), SPAN, "UPDATE \"Größen\"", true),
            new ExchangeItem.Answer(4711, OptionalLong.of(3), SpanContext.getInvalid(), "", false),
            new ExchangeItem.Released("ab.1.2f.-3.4", 18));

    private final ExchangeEnvelope sealed = new ExchangeEnvelope("shop", Optional.of(seal("the first key of all")));

    @Test
    void whatIsClosed_isOpenedAsItWas() {
        String payload = sealed.closed(SENDER, 5, new ArrayList<>(ITEMS));

        assertThat(sealed.opened(payload)).contains(new ExchangeEnvelope.Content(SENDER, 5, ITEMS));
    }

    @Test
    void anotherKeyDatabaseOrNone_isRefused() {
        String payload = sealed.closed(SENDER, 5, new ArrayList<>(ITEMS));
        String unsealed = new ExchangeEnvelope("shop", Optional.empty()).closed(SENDER, 5, new ArrayList<>(ITEMS));

        assertThat(new ExchangeEnvelope("shop", Optional.of(seal("some other key, which is long"))).opened(payload))
                .isEmpty();
        assertThat(new ExchangeEnvelope("crm", Optional.of(seal("the first key of all"))).opened(payload))
                .isEmpty();
        assertThat(sealed.opened(unsealed)).isEmpty();
    }

    @Test
    void keyBeforeTheRotation_isStillBelieved() {
        Seal rotated = Seal.of(
                PseudonymKeys.of(2, Map.of(1, bytes("the first key of all"), 2, bytes("the second key of all"))),
                "blame");
        String payload = sealed.closed(SENDER, 5, new ArrayList<>(ITEMS));

        assertThat(new ExchangeEnvelope("shop", Optional.of(rotated)).opened(payload))
                .isPresent();
    }

    @Test
    void moreThanFits_staysForTheNext() {
        List<ExchangeItem> many = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            many.add(new ExchangeItem.Answer(i, OptionalLong.empty(), SPAN, "x".repeat(1_000), true));
        }
        String first = sealed.closed(SENDER, 5, many);

        assertThat(first.length()).isLessThan(8_000);
        assertThat(many).isNotEmpty().hasSizeLessThan(200);
        assertThat(sealed.opened(first).orElseThrow().items()).hasSize(200 - many.size());
    }

    @Property
    void anyChange_isRefused(@ForAll @IntRange(max = 400) int at, @ForAll char to) {
        String payload = sealed.closed(SENDER, 5, new ArrayList<>(ITEMS));
        int index = at % payload.length();
        String changed = payload.substring(0, index) + to + payload.substring(index + 1);

        assertThat(changed.equals(payload) || sealed.opened(changed).isEmpty()).isTrue();
    }

    @Property
    void anyText_isRefusedAndNeverThrows(@ForAll String text) {
        ExchangeEnvelope open = new ExchangeEnvelope("shop", Optional.empty());

        assertThat(open.opened(text)).isEmpty();
        assertThat(open.opened("loupe1 " + SENDER + " 5 " + text + " -")).isEmpty();
        assertThat(open.opened("loupe1 " + SENDER + " 5 a|1|-|" + text + " -")).isEmpty();
    }

    private static Seal seal(String key) {
        return Seal.of(PseudonymKeys.of(1, Map.of(1, bytes(key))), "blame");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}

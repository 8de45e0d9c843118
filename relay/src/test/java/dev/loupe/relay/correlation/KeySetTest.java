package dev.loupe.relay.correlation;

import static dev.loupe.relay.correlation.Scene.customer;
import static dev.loupe.relay.correlation.Scene.order;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KeySetTest {
    private final KeySet keys = new KeySet();

    @Test
    void keysOfSeveralKinds_count() {
        keys.add(order("A"));
        keys.add(customer("X"));
        keys.add(order("A"));

        assertThat(keys.all()).containsExactly(order("A"), customer("X"));
        assertThat(keys.get("order")).contains(order("A"));
        assertThat(keys.get("operator")).isEmpty();
        assertThat(keys.conflict()).isFalse();
        assertThat(keys.conflicts()).isEmpty();
    }

    @Test
    void keysOfOneKindThatDisagree_doNotCountWhateverComesLater() {
        keys.add(order("A"));
        keys.add(customer("X"));
        keys.add(order("B"));
        keys.add(order("A"));

        assertThat(keys.all()).containsExactly(customer("X"));
        assertThat(keys.get("order")).isEmpty();
        assertThat(keys.conflict()).isTrue();
        assertThat(keys.conflicts()).containsExactly("order");
        assertThat(keys.isEmpty()).isFalse();
    }

    @Test
    void moreKeysThanAnyConfigurationFinds_areNotHeard() {
        for (int i = 0; i < 1_000; i++) {
            keys.add(new BusinessKey("kind" + i, "A"));
        }
        assertThat(keys.all()).hasSize(KeySet.MOST);
    }

    @Test
    void keysContradict_ifNoneOfAKindIsShared() {
        keys.add(order("A"));
        assertThat(keys.contradicts(KeySet.of(List.of(order("A"))))).isFalse();
        assertThat(keys.contradicts(KeySet.of(List.of(customer("A"))))).isFalse();
        assertThat(keys.contradicts(KeySet.of(List.of()))).isFalse();
        assertThat(keys.contradicts(KeySet.of(List.of(order("B"))))).isTrue();
        assertThat(keys.contradicts(KeySet.of(List.of(order("B"), order("A"))))).isFalse();
        assertThat(keys.contradicts(KeySet.of(List.of(order("B"), order("C"))))).isTrue();
    }

    @Test
    void text_namesKindsOnly() {
        keys.add(order("A7"));
        assertThat(keys).hasToString("[order]");
    }
}

package dev.loupe.relay.postgres.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.postgres.protocol.SqlText;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class SplitterTest {
    @Property(tries = 3_000)
    void statements_areAsManyAsWereJoined(@ForAll long seed) {
        Planted planted = Planted.standard(new Random(seed));

        assertThat(Splitter.split(SqlText.of(planted.text()))).as(planted.text()).hasSize(planted.statements());
    }

    @Property(tries = 2_000)
    void anything_isSplitWithoutAFault(@ForAll String text) {
        assertThat(Splitter.split(SqlText.of(text)).size()).isLessThanOrEqualTo(text.length());
    }
}

package dev.loupe.console.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.console.sample.SampleSpan;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpanTreeTest {
    private final SpanData order = SampleSpan.named("order").ended();
    private final SpanData price = SampleSpan.named("price").under(order).ended();
    private final SpanData file = SampleSpan.named("file").under(price).ended();
    private final SpanData mail = SampleSpan.named("mail").under(order).ended();

    @Test
    void everySpan_comesBeforeItsChildren() {
        assertThat(SpanTree.of(List.of(order, mail, price, file)))
                .extracting(node -> node.depth() + " " + node.span().getName())
                .containsExactly("0 order", "1 mail", "1 price", "2 file");
    }

    @Test
    void spanWhoseParentIsElsewhere_isATop() {
        assertThat(SpanTree.of(List.of(file, mail)))
                .extracting(SpanTree.Node::depth)
                .containsExactly(0, 0);
    }

    @Test
    void root_isTheFirstWithoutAParentHere() {
        assertThat(SpanTree.rootOf(List.of(file, price, mail))).isEqualTo(price);
    }
}

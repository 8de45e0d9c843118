package dev.loupe.relay.service.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.correlation.BusinessKey;
import dev.loupe.relay.fixture.Head;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** However a body is cut into runs, it says the same, and nothing that it says does any harm. */
class AnySplitOfABodyTest {
    private static final Head JSON = Head.of("POST /orders").with("content-type", "application/json");
    private static final Head FORM = Head.of("POST /orders").with("content-type", "application/x-www-form-urlencoded");

    private final Plans plans =
            Plans.of("order: request /id", "customer: request /a/1/id", "order: form order", "customer: form customer");

    @Provide
    Arbitrary<String> bodies() {
        Arbitrary<String> pieces = Arbitraries.of(
                "{",
                "}",
                "[",
                "]",
                ",",
                ":",
                "\"id\"",
                "\"id\":",
                "\"a\":[",
                "\"a\":[1,{\"id\":\"x\"}]",
                "10234",
                "\"10234\"",
                "-1.5e3",
                "null",
                "\"\\u0031\"",
                "\"ключ\"",
                "\\",
                "{\"id\":10234}",
                "order=",
                "customer=",
                "&",
                "%31",
                "%",
                "+",
                "order=10234&",
                " ",
                "\n");
        Arbitrary<String> any = Arbitraries.strings().ofMaxLength(3);
        return Arbitraries.oneOf(pieces, pieces, any).list().ofMaxSize(40).map(list -> String.join("", list));
    }

    @Property
    void body_saysTheSame(
            @ForAll("bodies") String body,
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 20) Integer> lengths,
            @ForAll boolean form) {
        byte[] bytes = body.getBytes(UTF_8);
        Head head = form ? FORM : JSON;

        List<BusinessKey> whole = plans.inRequest(head, new byte[][] {bytes});

        assertThat(plans.inRequest(head, cut(bytes, lengths))).isEqualTo(whole);
    }

    private static byte[][] cut(byte[] bytes, List<Integer> lengths) {
        List<byte[]> runs = new ArrayList<>();
        int at = 0;
        for (int i = 0; at < bytes.length; i++) {
            int end = Math.min(bytes.length, at + lengths.get(i % lengths.size()));
            runs.add(Arrays.copyOfRange(bytes, at, end));
            at = end;
        }
        return runs.toArray(byte[][]::new);
    }
}

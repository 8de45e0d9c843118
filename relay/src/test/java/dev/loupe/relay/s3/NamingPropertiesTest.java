package dev.loupe.relay.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.fixture.Head;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class NamingPropertiesTest {
    private static final S3Hosts HOSTS = new S3Hosts(List.of("s3.example.com"));
    private static final FileNames NAMES = new FileNames(FileNames.Mode.PLAIN, List.of(Pattern.compile("c-\\d+")));

    @Property
    void anyRequestLine_hasAnOperationOfTheClosedSet(
            @ForAll("methods") String method, @ForAll("targets") String target, @ForAll("hosts") String host) {
        Head head = Head.of(method, target).with("host", host);

        assertThat(S3Operation.all()).contains(Operations.operationOf(head, HOSTS));
    }

    @Property
    void anyKey_hasAnEqualOneInItsEscapedTarget(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 1, max = 0xd7ff) Integer> characters) {
        String key = characters.stream().map(Character::toString).reduce("", String::concat);

        assertThat(S3Target.of("/rings/" + escaped(key), null, HOSTS).key()).isEqualTo(key);
        assertThat(S3Target.of("/" + escaped(key), "rings.s3.example.com", HOSTS)
                        .key())
                .isEqualTo(key);
    }

    @Property
    void anyKey_isShownShortAndWithoutControls(@ForAll String key) {
        String shown = NAMES.fileName(key).orElse("");

        assertThat(shown).hasSizeLessThanOrEqualTo(1024);
        assertThat(shown.chars().filter(Character::isISOControl)).isEmpty();
    }

    @Property
    void anySplitOfAnErrorBody_givesTheSameCode(
            @ForAll("bodies") String xml, @ForAll @Size(max = 20) List<@IntRange(min = 0, max = 200) Integer> sizes) {
        byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);
        S3ErrorBody whole = new S3ErrorBody();
        whole.feed(Unpooled.wrappedBuffer(bytes));
        whole.finish();

        S3ErrorBody inPieces = new S3ErrorBody();
        int from = 0;
        for (int size : sizes) {
            int to = Math.min(from + size, bytes.length);
            inPieces.feed(Unpooled.wrappedBuffer(bytes, from, to - from));
            from = to;
        }
        inPieces.feed(Unpooled.wrappedBuffer(bytes, from, bytes.length - from));
        inPieces.finish();

        assertThat(inPieces.code()).isEqualTo(whole.code());
        assertThat(inPieces.requestId()).isEqualTo(whole.requestId());
    }

    @Provide
    Arbitrary<String> methods() {
        return Arbitraries.oneOf(
                Arbitraries.of("GET", "PUT", "POST", "HEAD", "DELETE", "OPTIONS"), Arbitraries.strings());
    }

    @Provide
    Arbitrary<String> targets() {
        return pieces(
                "/", "?", "&", "=", "%", "%2F", "http://", "rings", "acl", "uploads", "list-type=2", "x-id", "@", ":");
    }

    @Provide
    Arbitrary<String> hosts() {
        return pieces(
                "rings", ".", ":", "s3", "s3-", "vpce-", ".amazonaws.com", ".s3.example.com", "accesspoint", "[", "1");
    }

    @Provide
    Arbitrary<String> bodies() {
        return pieces(
                "<",
                ">",
                "/",
                "<Error>",
                "<Code>",
                "NoSuchKey",
                "</Code>",
                "</Error>",
                "<RequestId>",
                "</RequestId>",
                "<!--",
                "-->",
                "<![CDATA[",
                "]]>",
                "<?",
                "?>",
                "\"",
                "é",
                "x".repeat(2000));
    }

    private static Arbitrary<String> pieces(String... pieces) {
        return Arbitraries.oneOf(Arbitraries.of(pieces), Arbitraries.strings().ofMaxLength(5))
                .list()
                .ofMaxSize(25)
                .map(list -> String.join("", list));
    }

    private static String escaped(String key) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
            escaped.append(String.format("%%%02x", b));
        }
        return escaped.toString();
    }
}

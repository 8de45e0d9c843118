package dev.loupe.relay.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.loupe.relay.fixture.Head;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Runs over its seeds in the normal build; looks for more with {@code JAZZER_FUZZ=1}. */
class NamingFuzzTest {
    private static final S3Hosts HOSTS = new S3Hosts(List.of("s3.example.com"));
    private static final FileNames NAMES = new FileNames(FileNames.Mode.PLAIN, List.of(Pattern.compile("c-\\d+")));
    private static final Set<S3Operation> CLOSED_SET = Set.copyOf(S3Operation.all());

    /** A seed is a method, a target and a host, each on its own line. */
    @FuzzTest(maxDuration = "2m")
    void anyBytes_areNamedFromTheClosedSet(byte[] wire) {
        String[] lines = new String(wire, StandardCharsets.ISO_8859_1).split("\n", 3);
        String target = lines.length > 1 ? lines[1] : "";
        String host = lines.length > 2 ? lines[2].trim() : "";

        assertThat(CLOSED_SET)
                .contains(Operations.operationOf(Head.of(lines[0], target).with("host", host), HOSTS));
        assertThat(NAMES.fileName(S3Target.of(target, host, HOSTS).key()).orElse(""))
                .hasSizeLessThanOrEqualTo(FileNames.LONGEST);
    }
}

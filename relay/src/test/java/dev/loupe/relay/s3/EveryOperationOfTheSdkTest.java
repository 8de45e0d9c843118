package dev.loupe.relay.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.fixture.Head;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Drives every operation that AWS's SDK for Java knows, in every style of addressing, with as little and as much in the
 * request as it takes, and compares the namer's answer with the operation that was called. No two operations of the SDK
 * are alike on the wire, so there is no exception to the rule. A newer SDK with an operation that the table does not
 * have fails here.
 */
class EveryOperationOfTheSdkTest {
    private static final S3Hosts HOSTS = new S3Hosts(List.of("s3.example.com"));

    /** In the API, not in the SDK: browsers post HTML forms. */
    private static final Set<String> NOT_IN_THE_SDK = Set.of("PostObject");

    private enum Addressing {
        PATH_STYLE_AT_A_LOCAL_STORE(URI.create("http://localhost:9000"), true, "jeweller"),
        PATH_STYLE_AT_AWS(null, true, "jeweller"),
        VIRTUAL_HOST_AT_AWS(null, false, "jeweller"),
        VIRTUAL_HOST_AT_AN_OWN_DOMAIN(URI.create("http://s3.example.com:9000"), false, "jeweller"),
        DIRECTORY_BUCKET_AT_AWS(null, false, "jeweller--euc1-az1--x-s3");

        private final URI endpoint;
        private final boolean pathStyle;
        private final String bucket;

        Addressing(URI endpoint, boolean pathStyle, String bucket) {
            this.endpoint = endpoint;
            this.pathStyle = pathStyle;
            this.bucket = bucket;
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyCall_isNamedAsTheSdkNamesIt(Addressing addressing) throws ReflectiveOperationException {
        Map<String, String> wrong = new TreeMap<>();
        List<String> objects = new ArrayList<>();
        try (SdkCalls calls = new SdkCalls(addressing.endpoint, addressing.pathStyle)) {
            for (var operation : SdkCalls.operations().entrySet()) {
                for (SdkValues values : SdkValues.values()) {
                    Head head = Operations.written(calls.marshalled(operation.getValue(), values, addressing.bucket));
                    S3Target target = S3Target.of(head.target(), head.header("host"), HOSTS);
                    S3Operation named = S3OperationNamer.operation(head, target);
                    if (!named.name().equals(operation.getKey())) {
                        wrong.put(operation.getKey() + " " + values, named.name() + ": " + head);
                    }
                    if (named.aboutObject()) {
                        objects.add(target.bucket() + " " + target.key());
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(objects).hasSizeGreaterThan(40).containsOnly(addressing.bucket + " rings/solitaire 585.stl");
    }

    @Test
    void theSdk_hasAsManyOperationsAsTheTable() {
        Set<String> inTheTable =
                S3OperationTable.operations().stream().map(S3Operation::name).collect(Collectors.toSet());
        Set<String> inTheSdkOrKnownNotToBe = new TreeSet<>(SdkCalls.operations().keySet());
        inTheSdkOrKnownNotToBe.addAll(NOT_IN_THE_SDK);

        assertThat(inTheTable).containsExactlyInAnyOrderElementsOf(inTheSdkOrKnownNotToBe);
        assertThat(SdkCalls.operations()).hasSizeGreaterThan(100);
    }
}

package dev.loupe.relay.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3TargetTest {
    private static final S3Hosts HOSTS = new S3Hosts(List.of("s3.example.com"));

    @ParameterizedTest
    @CsvSource({
        "/rings/a.stl,                             rings,  a.stl",
        "/rings/a.stl?acl,                         rings,  a.stl",
        "/rings/2026/a.stl,                        rings,  2026/a.stl",
        "/rings/a%20b.stl,                         rings,  a b.stl",
        "/rings/a+b.stl,                           rings,  a+b.stl",
        "/rings/a%2Bb.stl,                         rings,  a+b.stl",
        "/rings/a%2Fb.stl,                         rings,  a/b.stl",
        "/rings/%D0%BA%D0%BE%D0%BB.stl,            rings,  кол.stl",
        "/rings//a.stl,                            rings,  /a.stl",
        "/rings/a//b/,                             rings,  a//b/",
        "/rings/../a.stl,                          rings,  ../a.stl",
        "/rings/100%.stl,                          rings,  100%.stl",
        "/rings/100%2,                             rings,  100%2",
        "/rings/100%zz,                            rings,  100%zz",
        "/rings/%ff.stl,                           rings,  \ufffd.stl",
        "/rings/a#b.stl,                           rings,  a#b.stl",
        "/rings,                                   rings,  ''",
        "/rings/,                                  rings,  ''",
        "/rings?x=/y,                              rings,  ''",
        "/,                                        '',     ''",
        "/?x=/y/z,                                 '',     ''",
        "http://store:9000/rings/a.stl,            rings,  a.stl",
        "HTTPS://store/rings/a.stl?x,              rings,  a.stl",
        "http://store?x,                           '',     ''",
        "http://rings.s3.example.com/2026/a.stl,   rings,  2026/a.stl",
        "http://me@rings.s3.example.com/a@b.stl,   rings,  a@b.stl",
        "http://rings.s3.example.com,              rings,  ''",
        "*,                                        '',     ''",
        "store:443,                                '',     ''",
        "'',                                       '',     ''",
    })
    void pathStyleOrAbsolute_hasBucketAndKey(String raw, String bucket, String key) {
        S3Target target = S3Target.of(raw, "localhost:9000", HOSTS);

        assertThat(target.bucket()).isEqualTo(bucket);
        assertThat(target.key()).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({
        "/a.stl,         a.stl",
        "/2026/a.stl?x,  2026/a.stl",
        "//a.stl,        /a.stl",
        "/a/,            a/",
        "/,              ''",
        "/?acl,          ''",
    })
    void virtualHost_hasTheBucketAndThePathIsTheKey(String raw, String key) {
        S3Target target = S3Target.of(raw, "rings.s3.example.com", HOSTS);

        assertThat(target.bucket()).isEqualTo("rings");
        assertThat(target.key()).isEqualTo(key);
    }

    @Test
    void absoluteTarget_countsMoreThanTheHostField() {
        S3Target target = S3Target.of("http://store/rings/a.stl", "other.s3.example.com", HOSTS);

        assertThat(target.bucket()).isEqualTo("rings");
    }

    @Test
    void bytesThatWereNotEscaped_areReadAsUtf8() {
        String wire = new String("/rings/кольцо.stl".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

        assertThat(S3Target.of(wire, null, HOSTS).key()).isEqualTo("кольцо.stl");
    }

    @Test
    void query_tellsNamesInOrderWithoutValues() {
        S3Target target = S3Target.of("/rings/a.stl?versionId=3&&%61cl&X-Amz-Signature=secret&=", null, HOSTS);

        assertThat(target.parameterNames()).containsExactly("versionId", "acl", "X-Amz-Signature", "");
        assertThat(target.toString()).doesNotContain("secret").doesNotContain("?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/rings/a.stl?", "/rings/a.stl?&", "/rings/a.stl"})
    void emptyQuery_hasNoNames(String raw) {
        assertThat(S3Target.of(raw, null, HOSTS).parameterNames()).isEmpty();
    }
}

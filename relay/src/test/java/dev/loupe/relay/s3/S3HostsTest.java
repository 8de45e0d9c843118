package dev.loupe.relay.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3HostsTest {
    private static final S3Hosts HOSTS = new S3Hosts(List.of("example.com", "s3.example.com", "minio.local"));

    @ParameterizedTest
    @CsvSource({
        "rings.s3.example.com,                                                      rings",
        "rings.s3.example.com:9000,                                                 rings",
        "rings.s3.example.com.,                                                     rings",
        "Rings.S3.Example.COM,                                                      rings",
        "rings.gold.s3.example.com,                                                 rings.gold",
        "s3.s3.example.com,                                                         s3",
        "rings.example.com,                                                         rings",
        "rings.minio.local,                                                         rings",
    })
    void hostUnderAConfiguredDomain_namesABucket(String host, String bucket) {
        assertThat(HOSTS.bucketOf(host)).isEqualTo(bucket);
    }

    @ParameterizedTest
    @CsvSource({
        "rings.s3.amazonaws.com,                                                    rings",
        "rings.s3.amazonaws.com:443,                                                rings",
        "rings.gold.s3.eu-central-1.amazonaws.com,                                  rings.gold",
        "my.s3.rings.s3.eu-central-1.amazonaws.com,                                 my.s3.rings",
        "rings.s3-eu-west-1.amazonaws.com,                                          rings",
        "rings.s3.dualstack.eu-west-1.amazonaws.com,                                rings",
        "rings.s3-fips.us-east-1.amazonaws.com,                                     rings",
        "rings.s3-fips.dualstack.us-east-1.amazonaws.com,                           rings",
        "rings.s3-accelerate.amazonaws.com,                                         rings",
        "rings.s3-accelerate.dualstack.amazonaws.com,                               rings",
        "rings.s3-website.eu-central-1.amazonaws.com,                               rings",
        "rings.s3-website-us-east-1.amazonaws.com,                                  rings",
        "rings.s3.cn-north-1.amazonaws.com.cn,                                      rings",
        "rings.s3.eusc-de-east-1.amazonaws.eu,                                      rings",
        "cad-123456789012.s3-accesspoint.eu-west-1.amazonaws.com,                   cad-123456789012",
        "cad-123456789012.s3-accesspoint.dualstack.eu-west-1.amazonaws.com,         cad-123456789012",
        "mfzwi23gnjvgw.mrap.accesspoint.s3-global.amazonaws.com,                    mfzwi23gnjvgw.mrap",
        "cad-123456789012.s3-object-lambda.eu-west-1.amazonaws.com,                 cad-123456789012",
        "cad-1.op-01ac5d28a6a232904.s3-outposts.us-east-1.amazonaws.com,            cad-1.op-01ac5d28a6a232904",
        "rings--use1-az4--x-s3.s3express-use1-az4.us-east-1.amazonaws.com,          rings--use1-az4--x-s3",
        "rings.bucket.vpce-0a1-b2c3.s3.us-east-1.vpce.amazonaws.com,                rings",
        "cad-123456789012.accesspoint.vpce-0a1-b2c3.s3.us-east-1.vpce.amazonaws.com, cad-123456789012",
    })
    void hostOfAws_namesABucket(String host, String bucket) {
        assertThat(HOSTS.bucketOf(host)).isEqualTo(bucket);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":9000",
                "localhost",
                "localhost:9000",
                "minio",
                "store.internal:9000",
                "127.0.0.1",
                "127.0.0.1:9000",
                "[::1]:9000",
                "::1",
                "example.com",
                "s3.example.com:9000",
                "notexample.com",
                ".example.com",
                "s3.amazonaws.com",
                "s3.eu-central-1.amazonaws.com",
                "s3-eu-west-1.amazonaws.com",
                "s3.dualstack.eu-west-1.amazonaws.com",
                "s3express-control.us-east-1.amazonaws.com",
                "bucket.vpce-0a1-b2c3.s3.us-east-1.vpce.amazonaws.com",
                "sqs.eu-central-1.amazonaws.com",
                "amazonaws.com",
                ".amazonaws.com",
            })
    void anyOtherHost_namesNone(String host) {
        assertThat(HOSTS.bucketOf(host)).isEmpty();
    }

    @Test
    void noHost_namesNone() {
        assertThat(HOSTS.bucketOf(null)).isEmpty();
    }

    @Test
    void localhostAsAConfiguredDomain_worksLikeAnyOther() {
        S3Hosts hosts = new S3Hosts(List.of("localhost"));

        assertThat(hosts.bucketOf("rings.localhost:9000")).isEqualTo("rings");
        assertThat(hosts.bucketOf("localhost:9000")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".example.com", "https://example.com", "example.com:9000", "10.0.0.1", "exa mple.com"})
    void domainThatIsNone_isRefused(String domain) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new S3Hosts(List.of(domain)))
                .withMessageContaining("'" + domain + "'");
    }
}

package dev.loupe.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.console.config.ConfigLoader;
import dev.loupe.console.config.Mistake;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProxyConfigCheckTest {
    @TempDir
    private Path folder;

    @Test
    void defaults_nameNoFile() {
        assertThat(new ProxyDeployable().check(ProxyConfig.defaults())).isEmpty();
    }

    @Test
    void everyFileThatIsNotThere_isTold() throws Exception {
        assertThat(check(
                        "listen: {tls: {certificate: a.pem, key: b.pem}}",
                        "upstream: {tls: {trust: c.pem, certificate: d.pem, key: e.pem}}",
                        "console: {tls: {certificate: f.pem, key: g.pem}}"))
                .extracting(Mistake::key)
                .containsExactlyInAnyOrder(
                        "listen.tls.certificate",
                        "listen.tls.key",
                        "upstream.tls.trust",
                        "upstream.tls.certificate",
                        "upstream.tls.key",
                        "console.tls.certificate",
                        "console.tls.key");
    }

    @Test
    void filesOfAConsoleThatIsOff_areNotLookedAt() throws Exception {
        assertThat(check("console: {enabled: false, tls: {certificate: f.pem, key: g.pem}}"))
                .isEmpty();
    }

    private List<Mistake> check(String... lines) throws Exception {
        Path file = Files.writeString(folder.resolve("proxy.yaml"), String.join("\n", lines));
        return new ProxyDeployable()
                .check(new ConfigLoader(Map.of())
                        .load(file, List.of(), ProxyConfig.defaults())
                        .config());
    }
}

package dev.loupe.console.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.console.web.asset.Assets;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FrameTest {
    @Test
    void jaegersAddress_getsTheTrace() {
        assertThat(jaeger("https://jaeger.test/ui/")).contains("https://jaeger.test/ui/trace/abc");
    }

    @Test
    void addressThatIsNoWebPage_isNotLinked() {
        assertThat(jaeger("javascript:alert(1)")).isEmpty();
    }

    private static Optional<String> jaeger(String base) {
        Frame frame =
                new Frame("", "", () -> "", "", Optional.of(URI.create(base)), false, false, false, Assets.load());
        return frame.inJaeger("abc");
    }
}

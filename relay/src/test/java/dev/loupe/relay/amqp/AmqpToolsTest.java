package dev.loupe.relay.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.rabbitmq.ManagementApi;
import dev.loupe.relay.fixture.DebianTool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command-line tools that Debian packages, which are built on the client for C. */
class AmqpToolsTest extends ClientTest {
    @TempDir
    private Path home;

    private String runs(String tool, String... arguments) {
        return DebianTool.named(tool, home).runs(arguments);
    }

    @Test
    void publishConsumeAndGet_areTheSame() throws Exception {
        Path script = home.resolve("publish.sh");
        Files.writeString(script, "head -c 300000 /dev/zero | amqp-publish \"$1\" -r q -p\n");
        List<String> direct = sameThroughTheRelay((port, virtualHost) -> {
            String url = "--url=amqp://guest:guest@127.0.0.1:" + port + '/' + ManagementApi.encoded(virtualHost);
            List<String> seen = new ArrayList<>();
            seen.add(runs("amqp-declare-queue", url, "-q", "q", "-d"));
            runs("amqp-publish", url, "-r", "q", "-b", "first", "-C", "text/plain", "-H", "own: header");
            runs("amqp-publish", url, "-r", "nowhere", "-b", "lost");
            runs("amqp-publish", url, "-r", "q", "-b", "second", "-p");
            DebianTool.named("sh", home).runs(script.toString(), url);
            seen.add(runs("amqp-get", url, "-q", "q"));
            seen.add(runs("amqp-consume", url, "-q", "q", "-c", "2", "md5sum"));
            return seen;
        });
        assertThat(direct)
                .containsExactly(
                        "q\n", "first", "a9f0e61a137d86aa9db53465e0801612  -\n4a21de7a58fb8ecb9a1b1f08a3068269  -\n");
        assertThat(edited.edited.get()).isEqualTo(4);
    }
}

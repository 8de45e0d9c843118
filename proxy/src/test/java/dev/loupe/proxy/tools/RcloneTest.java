package dev.loupe.proxy.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.proxy.fixture.FileContent;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** rclone, which asks for {@code 100-continue}, lists with version 1 and writes modification times as metadata. */
class RcloneTest {
    @RegisterExtension
    static final Through DISK = Through.toDisk();

    @RegisterExtension
    static final Through MEMORY = Through.toMemory();

    @TempDir
    private Path home;

    private Tool rclone(URI endpoint) {
        Map<String, String> remote = new HashMap<>();
        remote.put("RCLONE_CONFIG_STORE_TYPE", "s3");
        remote.put("RCLONE_CONFIG_STORE_PROVIDER", "Other");
        remote.put("RCLONE_CONFIG_STORE_ENV_AUTH", "true");
        remote.put("RCLONE_CONFIG_STORE_REGION", "us-east-1");
        remote.put("RCLONE_CONFIG_STORE_ENDPOINT", endpoint.toString());
        return Tool.installed("rclone", home, remote, "--retries", "1", "--low-level-retries", "1");
    }

    @Test
    void largeFile_comesBackAsItWent() throws Exception {
        DISK.bucket("large");
        Path file = FileContent.file(home.resolve("up.stl"), 200L << 20, 201);
        Tool rclone = rclone(DISK.endpoint());

        rclone.runs("copyto", "up.stl", "store:large/ring.stl");
        rclone.runs("copyto", "store:large/ring.stl", "down.stl");

        assertThat(FileContent.digest(home.resolve("down.stl"))).isEqualTo(FileContent.digest(file));
        assertThat(DISK.listed("large")).containsExactly("ring.stl " + (200L << 20));
    }

    @Test
    void folder_isSynchronisedThereAndBack() throws Exception {
        DISK.bucket("tree");
        Path tree = Tree.plant(home.resolve("up"));
        Tool rclone = rclone(DISK.endpoint());

        rclone.runs("sync", "up", "store:tree");
        assertThat(DISK.listed("tree")).isEqualTo(Tree.lines(tree));
        rclone.runs("check", "--download", "up", "store:tree");
        rclone.runs("sync", "store:tree", "down");

        assertThat(Tree.digests(home.resolve("down"))).isEqualTo(Tree.digests(tree));
        Files.delete(tree.resolve("with space.stl"));
        rclone.runs("sync", "up", "store:tree");
        assertThat(DISK.listed("tree")).isEqualTo(Tree.lines(tree));
    }

    @Test
    void keysWithTwoSlashes_areSeenAsWithoutTheProxy() throws Exception {
        MEMORY.bucket("slashes");
        MEMORY.put("slashes", "a/ring.stl", "one slash");
        MEMORY.put("slashes", "a//ring.stl", "two slashes");
        Tool through = rclone(MEMORY.endpoint());
        Tool directly = rclone(MEMORY.storeEndpoint());

        for (String command : List.of("lsf", "ls", "cat")) {
            Tool.Result seen = timeless(through.tries(command, "-q", "store:slashes/a//"));
            assertThat(seen).isEqualTo(timeless(directly.tries(command, "-q", "store:slashes/a//")));
        }
    }

    /** What it complains of begins with the time of day. */
    private static Tool.Result timeless(Tool.Result result) {
        return new Tool.Result(result.exitCode(), result.output().replaceAll("(?m)^[0-9/]{10} [0-9:]{8} ", ""));
    }
}

package dev.loupe.proxy.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.proxy.fixture.FileContent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The AWS command line. */
class AwsCliTest {
    @RegisterExtension
    static final Through DISK = Through.toDisk();

    @RegisterExtension
    static final Through MEMORY = Through.toMemory();

    @TempDir
    private Path home;

    private Tool aws(Through through) {
        return Tool.installed(
                "aws", home, Map.of(), "--endpoint-url", through.endpoint().toString(), "--output", "text");
    }

    @Test
    void largeFile_comesBackAsItWent() throws Exception {
        DISK.bucket("large");
        Path file = FileContent.file(home.resolve("up.stl"), 200L << 20, 200);
        Tool aws = aws(DISK);

        aws.runs("s3", "cp", "--no-progress", "up.stl", "s3://large/ring.stl");
        aws.runs("s3", "cp", "--no-progress", "s3://large/ring.stl", "down.stl");

        assertThat(FileContent.digest(home.resolve("down.stl"))).isEqualTo(FileContent.digest(file));
        assertThat(DISK.listed("large")).containsExactly("ring.stl " + (200L << 20));
    }

    @Test
    void folder_isSynchronisedThereAndBack() throws Exception {
        DISK.bucket("tree");
        Path tree = Tree.plant(home.resolve("up"));
        Tool aws = aws(DISK);

        aws.runs("s3", "sync", "--no-progress", "up", "s3://tree");
        assertThat(DISK.listed("tree")).isEqualTo(Tree.lines(tree));
        assertThat(aws.runs("s3", "sync", "--size-only", "up", "s3://tree"))
                .as("nothing left to do")
                .isBlank();
        aws.runs("s3", "sync", "--no-progress", "s3://tree", "down");

        assertThat(Tree.digests(home.resolve("down"))).isEqualTo(Tree.digests(tree));
        Files.delete(tree.resolve("with space.stl"));
        aws.runs("s3", "sync", "--no-progress", "--delete", "up", "s3://tree");
        assertThat(DISK.listed("tree")).isEqualTo(Tree.lines(tree));
    }

    @Test
    void filesOfEverySizeAndName_areCopiedThereAndBack() throws Exception {
        DISK.bucket("copies");
        Path tree = Tree.plant(home.resolve("up"));
        Tool aws = aws(DISK);

        aws.runs("s3", "cp", "--no-progress", "--recursive", "up", "s3://copies");
        assertThat(DISK.listed("copies")).isEqualTo(Tree.lines(tree));
        aws.runs("s3", "cp", "--no-progress", "--recursive", "s3://copies", "down");

        assertThat(Tree.digests(home.resolve("down"))).isEqualTo(Tree.digests(tree));
    }

    @Test
    void keyWithTwoSlashes_isAKeyOfItsOwn() throws Exception {
        MEMORY.bucket("slashes");
        Files.writeString(home.resolve("one"), "one slash");
        Files.writeString(home.resolve("two"), "two slashes");
        Tool aws = aws(MEMORY);

        aws.runs("s3", "cp", "one", "s3://slashes/a/ring.stl");
        aws.runs("s3", "cp", "two", "s3://slashes/a//ring.stl");
        aws.runs("s3", "cp", "s3://slashes/a//ring.stl", "down");

        assertThat(home.resolve("down")).hasContent("two slashes");
        assertThat(MEMORY.listed("slashes")).containsExactly("a//ring.stl 11", "a/ring.stl 9");
        assertThat(aws.runs("s3", "ls", "--recursive", "s3://slashes")).contains("a//ring.stl", "a/ring.stl");
    }

    @Test
    void lowLevelCalls_areTheStoresToAnswer() throws Exception {
        MEMORY.bucket("calls");
        Files.writeString(home.resolve("ring.stl"), "solid ring");
        Tool aws = aws(MEMORY);

        aws.runs("s3api", "put-object", "--bucket", "calls", "--key", "ring.stl", "--body", "ring.stl");
        aws.runs("s3api", "get-object", "--bucket", "calls", "--key", "ring.stl", "--range", "bytes=6-", "part");
        Tool.Result missing = aws.tries("s3api", "head-object", "--bucket", "calls", "--key", "missing.stl");

        assertThat(home.resolve("part")).hasContent("ring");
        assertThat(missing.exitCode()).isNotZero();
        assertThat(missing.output()).contains("404");
        aws.runs("s3", "rm", "s3://calls/ring.stl");
        assertThat(MEMORY.listed("calls")).isEmpty();
    }
}

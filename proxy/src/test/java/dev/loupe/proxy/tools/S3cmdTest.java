package dev.loupe.proxy.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.proxy.fixture.FileContent;
import dev.loupe.proxy.fixture.SignedStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** s3cmd, which signs both as S3 always did and as it does since 2012. */
class S3cmdTest {
    @RegisterExtension
    static final Through DISK = Through.toDisk();

    @RegisterExtension
    static final Through MEMORY = Through.toMemory();

    @TempDir
    private Path home;

    private Tool s3cmd(Through through, String version) throws Exception {
        String host = through.endpoint().getAuthority();
        Files.writeString(
                home.resolve(".s3cfg"),
                String.join(
                        "\n",
                        "[default]",
                        "access_key = " + SignedStore.ACCESS_KEY,
                        "secret_key = " + SignedStore.SECRET_KEY,
                        "host_base = " + host,
                        "host_bucket = " + host,
                        "bucket_location = US",
                        "use_https = False",
                        "signature_v2 = " + version.equals("2")));
        return Tool.installed("s3cmd", home, Map.of(), "--no-progress");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "4"})
    void folder_isSynchronisedThereAndBack(String version) throws Exception {
        String bucket = DISK.bucket("tree-" + version);
        Path tree = Tree.plant(home.resolve("up"));
        Tool s3cmd = s3cmd(DISK, version);

        s3cmd.runs("sync", "up/", "s3://" + bucket + "/");
        assertThat(DISK.listed(bucket)).isEqualTo(Tree.lines(tree));
        s3cmd.runs("sync", "s3://" + bucket + "/", "down/");

        assertThat(Tree.digests(home.resolve("down"))).isEqualTo(Tree.digests(tree));
    }

    @ParameterizedTest
    @CsvSource({"2, 40", "4, 200"})
    void largeFile_comesBackAsItWent(String version, long mebibytes) throws Exception {
        String bucket = DISK.bucket("large-" + version);
        Path file = FileContent.file(home.resolve("up.stl"), mebibytes << 20, 202);
        Tool s3cmd = s3cmd(DISK, version);

        s3cmd.runs("put", "up.stl", "s3://" + bucket + "/ring.stl");
        s3cmd.runs("get", "s3://" + bucket + "/ring.stl", "down.stl");

        assertThat(FileContent.digest(home.resolve("down.stl"))).isEqualTo(FileContent.digest(file));
        s3cmd.runs("del", "s3://" + bucket + "/ring.stl");
        assertThat(DISK.listed(bucket)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "4"})
    void keyWithTwoSlashes_isAKeyOfItsOwn(String version) throws Exception {
        String bucket = MEMORY.bucket("slashes-" + version);
        Files.writeString(home.resolve("two"), "two slashes");
        Tool s3cmd = s3cmd(MEMORY, version);

        s3cmd.runs("put", "two", "s3://" + bucket + "/a//ring.stl");
        s3cmd.runs("get", "s3://" + bucket + "/a//ring.stl", "down");

        assertThat(home.resolve("down")).hasContent("two slashes");
        assertThat(MEMORY.listed(bucket)).containsExactly("a//ring.stl 11");
    }
}

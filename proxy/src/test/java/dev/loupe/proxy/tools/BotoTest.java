package dev.loupe.proxy.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.proxy.fixture.FileContent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** boto3, Python's AWS SDK, which sends {@code Expect: 100-continue} with every upload. */
class BotoTest {
    private static final String SCRIPT =
            """
            import sys
            try:
                import boto3
            except ImportError:
                sys.exit('boto3 is not installed; bin/verify installs it (python3-boto3)')
            s3 = boto3.client('s3', endpoint_url=sys.argv[1])
            """;

    @RegisterExtension
    static final Through DISK = Through.toDisk();

    @RegisterExtension
    static final Through MEMORY = Through.toMemory();

    @TempDir
    private Path home;

    private String runs(Through through, String python) throws Exception {
        Files.writeString(home.resolve("script.py"), SCRIPT + python);
        return Tool.installed("python3", home, Map.of())
                .runs("script.py", through.endpoint().toString());
    }

    @Test
    void everySize_comesBackAsItWent() throws Exception {
        DISK.bucket("sizes");
        Path tree = Tree.plant(home.resolve("up"));
        FileContent.file(tree.resolve("sizes/200MB"), 200_000_000, 203);

        runs(
                DISK,
                """
                import os
                for folder, _, names in os.walk('up'):
                    for name in names:
                        path = os.path.join(folder, name)
                        key = os.path.relpath(path, 'up')
                        s3.upload_file(path, 'sizes', key)
                        down = os.path.join('down', key)
                        os.makedirs(os.path.dirname(down), exist_ok=True)
                        s3.download_file('sizes', key, down)
                """);

        assertThat(Tree.digests(home.resolve("down"))).isEqualTo(Tree.digests(tree));
        assertThat(DISK.listed("sizes")).isEqualTo(Tree.lines(tree));
    }

    @Test
    void keyWithTwoSlashes_isAKeyOfItsOwn() throws Exception {
        MEMORY.bucket("slashes");

        String read = runs(
                MEMORY,
                """
                s3.put_object(Bucket='slashes', Key='a//ring.stl', Body=b'two slashes', Metadata={'carat': '18'})
                answer = s3.get_object(Bucket='slashes', Key='a//ring.stl', Range='bytes=4-')
                print(answer['Body'].read().decode(), answer['Metadata'])
                """);

        assertThat(read).isEqualToIgnoringNewLines("slashes {'carat': '18'}");
        assertThat(MEMORY.listed("slashes")).containsExactly("a//ring.stl 11");
    }

    @Test
    void errors_areTheStoresOwn() throws Exception {
        MEMORY.bucket("errors");

        String codes = runs(
                MEMORY,
                """
                from botocore.exceptions import ClientError
                for call in (lambda: s3.get_object(Bucket='errors', Key='missing'),
                             lambda: s3.list_objects_v2(Bucket='no-such-bucket'),
                             lambda: s3.delete_bucket(Bucket='no-such-bucket')):
                    try:
                        call()
                    except ClientError as e:
                        print(e.response['Error']['Code'])
                """);

        assertThat(codes.lines()).containsExactly("NoSuchKey", "NoSuchBucket", "NoSuchBucket");
    }
}

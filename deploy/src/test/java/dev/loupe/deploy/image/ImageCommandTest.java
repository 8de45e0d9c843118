package dev.loupe.deploy.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code bin/loupe image} makes of a small build, on no base image at all, since a test has no registry. */
class ImageCommandTest {
    @TempDir
    private Path root;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private SmallBuild build;

    @BeforeEach
    void build() throws IOException {
        build = new SmallBuild(root);
    }

    @Test
    void image_isAnArchiveThatSaysWhatAContainerStarts() throws Exception {
        assertThat(image("proxy", "--java-option=-Xmx32m")).as("%s", err).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("loupe-proxy:1.2  " + root.resolve("target/images/loupe-proxy.tar") + "\n");
        Archive archive = Archive.of(root.resolve("target/images/loupe-proxy.tar"));
        JsonNode config = archive.config();
        assertThat(archive.tag()).isEqualTo("loupe-proxy:1.2");
        assertThat(texts(config.get("Entrypoint"))).containsExactly("java", "-Xmx32m", "-jar", "/app/loupe-proxy.jar");
        assertThat(texts(config.get("Cmd"))).containsExactly("--config", "/etc/loupe/proxy.yaml");
        assertThat(config.get("User").asText()).isEqualTo("10001:10001");
        assertThat(config.get("ExposedPorts").fieldNames()).toIterable().containsOnly("9000/tcp", "9464/tcp");
        assertThat(config.at("/Labels/org.opencontainers.image.version").asText())
                .isEqualTo("1.2");
    }

    @Test
    void filesOfAnImage_startWhereTheyAre() throws Exception {
        image("proxy");
        Archive archive = Archive.of(root.resolve("target/images/loupe-proxy.tar"));
        Path files = root.resolve("container");
        archive.unpackTo(files);

        List<String> command = new ArrayList<>(texts(archive.config().get("Entrypoint")));
        command.addAll(texts(archive.config().get("Cmd")));
        command.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.replaceAll(part -> part.startsWith("/app/") ? files + part : part);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();

        assertThat(process.getInputStream().readAllBytes())
                .asString()
                .isEqualTo("started with --config /etc/loupe/proxy.yaml\n");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void changedDeployable_changesTheLastLayerAlone() throws Exception {
        image("proxy");
        Archive before = Archive.of(root.resolve("target/images/loupe-proxy.tar"));
        build.changeTheProxy();
        image("proxy");
        Archive after = Archive.of(root.resolve("target/images/loupe-proxy.tar"));

        assertThat(before.filesIn(before.layers().get(0))).containsExactly("app/lib/other-1.jar");
        assertThat(before.filesIn(before.layers().get(1))).containsExactly("app/lib/loupe-relay-1.jar");
        assertThat(before.filesIn(before.layers().get(2))).containsExactly("app/loupe-proxy.jar");
        assertThat(after.layers())
                .startsWith(before.layers().get(0), before.layers().get(1));
        assertThat(after.layers().get(2)).isNotEqualTo(before.layers().get(2));
    }

    @Test
    void sameFiles_areTheSameImage() throws Exception {
        image("proxy");
        image("proxy", "--tar", root.resolve("again").toString());

        assertThat(root.resolve("again/loupe-proxy.tar"))
                .hasSameBinaryContentAs(root.resolve("target/images/loupe-proxy.tar"));
    }

    @Test
    void demo_isOneImageForAllItsServices() throws Exception {
        assertThat(image("demo")).as("%s", err).isZero();

        Archive archive = Archive.of(root.resolve("target/images/loupe-demo.tar"));
        assertThat(texts(archive.config().get("Entrypoint"))).containsExactly("java", "-cp", "/app/classes:/app/lib/*");
        assertThat(archive.config().path("Cmd")).isEmpty();
        archive.unpackTo(root.resolve("container"));
        assertThat(root.resolve("container/app/classes/shop/page.html")).hasContent("<p>");
        assertThat(root.resolve("container/app/lib/loupe-relay-1.jar")).exists();
    }

    @Test
    void baseThatCannotBeHad_isOneLineAndNoArchive() throws Exception {
        assertThat(run("proxy", "--base", "127.0.0.1:1/java:17")).isEqualTo(1);

        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith(
                        "loupe image: no image on the base image 127.0.0.1:1/java:17: there is no way to its registry "
                                + "127.0.0.1:1: ")
                .contains("; name another with --base")
                .hasLineCount(1);
        assertThat(root.resolve("target/images")).doesNotExist();
    }

    @Test
    void savedBaseThatIsNotThere_isOneLineAndNoArchive() {
        assertThat(run("proxy", "--base", "tar://" + root.resolve("none.tar"))).isEqualTo(1);

        assertThat(err.toString(StandardCharsets.UTF_8)).contains("none.tar").hasLineCount(1);
        assertThat(root.resolve("target/images")).isEmptyDirectory();
    }

    @Test
    void nonsenseAsBase_isOneLine() {
        assertThat(run("proxy", "--base", "No Image")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("loupe image: ")
                .hasLineCount(1);
    }

    @Test
    void unknownName_isWrongUsage() {
        assertThat(image("proxy", "porxy")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("loupe image: there is no image \"porxy\"; there is: proxy, shop-adapter, mes-adapter, "
                        + "crm-adapter, demo\n");
        assertThat(root.resolve("target")).doesNotExist();
    }

    @Test
    void unknownOption_isWrongUsage() {
        assertThat(image("--bsae")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).endsWith("See loupe image --help\n");
    }

    @Test
    void deployableThatIsNotBuilt_isSaid() {
        assertThat(image("mes-adapter")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("loupe-mes-adapter.jar is not there: build the project first")
                .hasLineCount(1);
    }

    private int image(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--base", "scratch", "--architecture", "amd64"));
        return run(all.toArray(String[]::new));
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--root", root.toString()));
        all.addAll(List.of(arguments));
        PrintStream sink = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new ImageCommand("1.2", sink, new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(all.toArray(String[]::new));
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}

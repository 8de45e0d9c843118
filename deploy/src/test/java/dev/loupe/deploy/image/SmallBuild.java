package dev.loupe.deploy.image;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** A folder like the project's after a build, with a proxy and a demo that only say that they were started. */
final class SmallBuild {
    private final Path root;

    SmallBuild(Path root) throws IOException {
        this.root = root;
        Path proxy = Files.createDirectories(root.resolve("proxy/target/lib"));
        jar(
                proxy.resolveSibling("loupe-proxy.jar"),
                Map.of(
                        Attributes.Name.MAIN_CLASS,
                        Started.class.getName(),
                        Attributes.Name.CLASS_PATH,
                        "lib/loupe-relay-1.jar lib/other-1.jar"));
        jar(proxy.resolve("loupe-relay-1.jar"), Map.of(), Started.class);
        jar(proxy.resolve("other-1.jar"), Map.of());
        Files.writeString(proxy.resolve("notes.txt"), "not for the image");

        Path demo = Files.createDirectories(root.resolve("demo/target"));
        Files.createDirectories(demo.resolve("classes/shop"));
        Files.writeString(demo.resolve("classes/shop/page.html"), "<p>");
        Files.writeString(
                demo.resolve("classpath"),
                proxy.resolveSibling("loupe-proxy.jar") + ":" + proxy.resolve("loupe-relay-1.jar") + "\n");
    }

    /** As if a source of the deployable itself had changed. */
    void changeTheProxy() throws IOException {
        jar(root.resolve("proxy/target/loupe-proxy.jar"), Map.of(Attributes.Name.MAIN_CLASS, "changed"));
    }

    private static void jar(Path file, Map<Attributes.Name, String> attributes, Class<?>... classes)
            throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.forEach(manifest.getMainAttributes()::put);
        try (OutputStream bytes = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            for (Class<?> type : classes) {
                String name = type.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new ZipEntry(name));
                jar.write(SmallBuild.class
                        .getClassLoader()
                        .getResourceAsStream(name)
                        .readAllBytes());
            }
        }
    }

    /** The main class of the small proxy. */
    static final class Started {
        private Started() {}

        public static void main(String[] args) {
            System.out.println("started with " + String.join(" ", args));
        }
    }
}

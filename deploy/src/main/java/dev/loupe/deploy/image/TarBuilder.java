package dev.loupe.deploy.image;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/**
 * Makes the archives. Fetches the base image from its registry, once, unless it is {@code scratch} or an archive itself.
 *
 * @param base the image that ours stand on: a name with its tag, {@code tar://} and a file, or {@code scratch}
 * @param version the tag of the images that are made
 * @param architecture of the processor, as registries name it
 * @param javaOptions of every process that starts from the images
 * @param cache folder for what need not be fetched or packed again
 */
record TarBuilder(String base, String version, String architecture, List<String> javaOptions, Path cache) {
    TarBuilder {
        javaOptions = List.copyOf(javaOptions);
    }

    /** Blocks until the archive is whole; there is none if it fails. */
    Path build(Content content, Path folder) throws ImageRefused, InterruptedException {
        Path archive = folder.resolve(content.name() + ".tar");
        Path unfinished = folder.resolve(content.name() + ".tar.part");
        try {
            Registry.reach(base);
            Files.createDirectories(folder);
            image(content).containerize(to(unfinished, content));
            return Files.move(unfinished, archive, StandardCopyOption.REPLACE_EXISTING);
        } catch (InvalidImageReferenceException e) {
            throw new ImageRefused(e.getMessage());
        } catch (RegistryException | CacheDirectoryCreationException e) {
            throw refused(e);
        } catch (ExecutionException e) {
            throw refused(e.getCause());
        } catch (IOException e) {
            throw refused(e);
        }
    }

    private JibContainerBuilder image(Content content) throws InvalidImageReferenceException, IOException {
        List<String> entrypoint = new ArrayList<>(List.of("java"));
        entrypoint.addAll(javaOptions);
        entrypoint.addAll(content.start());
        return Jib.from(base)
                .setFormat(ImageFormat.Docker)
                .setPlatforms(Set.of(new Platform(architecture, "linux")))
                .setFileEntriesLayers(Image.layers(content))
                .setWorkingDirectory(AbsoluteUnixPath.get(Image.FOLDER))
                .setEntrypoint(entrypoint)
                .setProgramArguments(content.arguments())
                .setUser(Image.USER)
                .setExposedPorts(content.ports().stream().map(Port::tcp).collect(Collectors.toSet()))
                .setLabels(Map.of(
                        "org.opencontainers.image.title",
                        content.title(),
                        "org.opencontainers.image.version",
                        version,
                        "org.opencontainers.image.licenses",
                        "Apache-2.0",
                        "org.opencontainers.image.base.name",
                        base));
    }

    private Containerizer to(Path archive, Content content) throws InvalidImageReferenceException {
        return Containerizer.to(TarImage.at(archive).named(content.name() + ":" + version))
                .setBaseImageLayersCache(cache.resolve("base"))
                .setApplicationLayersCache(cache.resolve("ours"))
                .setToolName("loupe")
                .setToolVersion(version);
    }

    private ImageRefused refused(Throwable failure) {
        String why = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        return new ImageRefused("no image on the base image " + base + ": " + why + "; name another with --base, "
                + "such as one of your own registry, or tar:// and the file of an image that was saved");
    }
}

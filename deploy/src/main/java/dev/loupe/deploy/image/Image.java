package dev.loupe.deploy.image;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where things stand in every image of ours, in layers that change less often the further down they are. */
final class Image {
    /** Holds everything that we add. */
    static final String FOLDER = "/app";

    /** A user and group that no base image has, and that own nothing. */
    static final String USER = "10001:10001";

    private static final AbsoluteUnixPath TOP = AbsoluteUnixPath.get(FOLDER);

    private Image() {}

    static List<FileEntriesLayer> layers(Content content) throws IOException {
        List<FileEntriesLayer> layers = new ArrayList<>();
        List<Path> ours = content.libraries().stream().filter(Image::isOurs).toList();
        List<Path> others =
                content.libraries().stream().filter(jar -> !isOurs(jar)).toList();
        addJars(layers, "dependencies", TOP.resolve("lib"), others);
        addJars(layers, "modules", TOP.resolve("lib"), ours);
        addJars(layers, "deployable", TOP, content.jars());
        for (Map.Entry<String, Path> folder : content.folders().entrySet()) {
            layers.add(FileEntriesLayer.builder()
                    .setName(folder.getKey())
                    .addEntryRecursive(folder.getValue(), TOP.resolve(folder.getKey()))
                    .build());
        }
        return layers;
    }

    private static boolean isOurs(Path jar) {
        return jar.getFileName().toString().startsWith("loupe-");
    }

    private static void addJars(List<FileEntriesLayer> layers, String name, AbsoluteUnixPath folder, List<Path> jars) {
        if (jars.isEmpty()) {
            return;
        }
        FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
        jars.forEach(jar -> layer.addEntry(jar, folder.resolve(jar.getFileName().toString())));
        layers.add(layer.build());
    }
}

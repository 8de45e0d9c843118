package dev.loupe.deploy.image;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What goes into one image, and how a process starts from it.
 *
 * @param name of the image, without version
 * @param title for people
 * @param folders each is copied with everything in it to {@code /app} and its key
 * @param jars those that stand directly in {@code /app}
 * @param libraries those in {@code /app/lib}
 * @param start the end of the command line that starts it, after {@code java} and its options
 * @param arguments what follows unless a container says otherwise
 * @param ports that it listens on unless its configuration says otherwise
 */
record Content(
        String name,
        String title,
        Map<String, Path> folders,
        List<Path> jars,
        List<Path> libraries,
        List<String> start,
        List<String> arguments,
        List<Integer> ports) {
    Content {
        folders = Map.copyOf(folders);
        jars = List.copyOf(jars);
        libraries = List.copyOf(libraries);
        start = List.copyOf(start);
        arguments = List.copyOf(arguments);
        ports = List.copyOf(ports);
    }
}

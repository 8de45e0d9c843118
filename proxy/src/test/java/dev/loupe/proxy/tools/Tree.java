package dev.loupe.proxy.tools;

import dev.loupe.proxy.fixture.FileContent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder of files whose names and sizes have given clients trouble. */
final class Tree {
    private static final int MIB = 1 << 20;

    /** Names that a folder can hold; a double slash is none. */
    static final List<String> NAMES = List.of(
            "with space.stl", "plus+plus.stl", "percent%percent%20.stl", "кольцо/золото Ж.stl", "deep/er/a=b&c.stl");

    private Tree() {}

    /** Every name with a few bytes, and files of 0 bytes, 1 byte and exactly 8 MiB. */
    static Path plant(Path folder) {
        for (String name : NAMES) {
            FileContent.file(folder.resolve(name), 1_000 + name.length(), name.hashCode());
        }
        FileContent.file(folder.resolve("sizes/0"), 0, 0);
        FileContent.file(folder.resolve("sizes/1"), 1, 1);
        FileContent.file(folder.resolve("sizes/8MiB"), 8 * MIB, 8);
        return folder;
    }

    /** {@code key size} of every file, in the order in which S3 lists keys. */
    static List<String> lines(Path folder) {
        Map<String, Long> sizes = new TreeMap<>();
        files(folder)
                .forEach(file -> sizes.put(name(folder, file), file.toFile().length()));
        return sizes.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .toList();
    }

    /** The digest of every file. */
    static Map<String, String> digests(Path folder) {
        Map<String, String> digests = new TreeMap<>();
        for (Path file : files(folder)) {
            try {
                digests.put(name(folder, file), FileContent.digest(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return digests;
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path folder, Path file) {
        return folder.relativize(file).toString();
    }
}

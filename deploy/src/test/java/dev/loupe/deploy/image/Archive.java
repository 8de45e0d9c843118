package dev.loupe.deploy.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** An archive as {@code docker load} reads it: by its {@code manifest.json}. */
final class Archive {
    private final Map<String, byte[]> files;
    private final JsonNode manifest;

    private Archive(Map<String, byte[]> files) throws IOException {
        this.files = files;
        this.manifest = new ObjectMapper().readTree(files.get("manifest.json")).get(0);
    }

    static Archive of(Path tar) throws IOException {
        return new Archive(files(Files.newInputStream(tar)));
    }

    String tag() {
        return manifest.at("/RepoTags/0").asText();
    }

    /** What a container is started with. */
    JsonNode config() throws IOException {
        return new ObjectMapper()
                .readTree(files.get(manifest.get("Config").asText()))
                .get("config");
    }

    /** Names of the layers' files, which say what is in them. */
    List<String> layers() {
        List<String> names = new ArrayList<>();
        manifest.get("Layers").forEach(layer -> names.add(layer.asText()));
        return names;
    }

    /** The files of one layer, without its folders. */
    List<String> filesIn(String layer) throws IOException {
        return List.copyOf(files(unpacked(layer)).keySet());
    }

    /** Makes the image's file system, as an engine does. */
    void unpackTo(Path folder) throws IOException {
        for (String layer : layers()) {
            for (Map.Entry<String, byte[]> file : files(unpacked(layer)).entrySet()) {
                Path path = folder.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
        }
    }

    private InputStream unpacked(String layer) throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(files.get(layer)));
    }

    private static Map<String, byte[]> files(InputStream tar) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (TarArchiveInputStream entries = new TarArchiveInputStream(new BufferedInputStream(tar))) {
            for (TarArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (entry.isFile()) {
                    files.put(entry.getName(), entries.readAllBytes());
                }
            }
        }
        return files;
    }
}

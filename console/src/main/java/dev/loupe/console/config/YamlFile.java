package dev.loupe.console.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a configuration file into {@link Value}s; what is wrong with the file as such is reported here. */
final class YamlFile {
    /** Far more than any configuration; less than what would hurt. */
    private static final long LARGEST = 1 << 20;

    private final Path file;
    private final MistakeList mistakes;
    private final Origin whole;

    YamlFile(Path file, MistakeList mistakes) {
        this.file = file;
        this.mistakes = mistakes;
        this.whole = new Origin.WholeFile(file.toString());
    }

    /** The document; empty if there is none, or if it cannot be read, which is reported. */
    Value.Mapping read() {
        try {
            if (Files.isDirectory(file)) {
                return refuse("is a folder; name a file");
            }
            if (Files.size(file) > LARGEST) {
                return refuse("is larger than 1MiB; this is no configuration file");
            }
            return parse(Files.readString(file));
        } catch (NoSuchFileException e) {
            return refuse("there is no such file");
        } catch (CharacterCodingException e) {
            return refuse("is not UTF-8 text");
        } catch (IOException e) {
            return refuse("cannot be read; check its permissions");
        }
    }

    private Value.Mapping parse(String text) {
        YamlText yaml = new YamlText(line -> new Origin.Line(file.toString(), line), whole, mistakes);
        Value document = yaml.parse("", text);
        if (document instanceof Value.Mapping mapping) {
            return mapping;
        }
        if (!(document instanceof Value.Nothing)) {
            mistakes.add(document.origin(), "", "the file must consist of keys and values, such as \"drain: 20s\"");
        }
        return Value.Mapping.empty(whole);
    }

    private Value.Mapping refuse(String problem) {
        mistakes.add(whole, "", problem);
        return Value.Mapping.empty(whole);
    }
}

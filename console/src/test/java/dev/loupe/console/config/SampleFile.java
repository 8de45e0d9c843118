package dev.loupe.console.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A configuration file in a test, told by what it says and what the loader makes of it. */
final class SampleFile {
    private final Path file;
    private final List<String> sets = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();

    private SampleFile(Path file) {
        this.file = file;
    }

    static SampleFile saying(Path folder, String... lines) {
        try {
            return new SampleFile(Files.writeString(folder.resolve("sample.yaml"), String.join("\n", lines)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SampleFile at(Path file) {
        return new SampleFile(file);
    }

    SampleFile set(String option) {
        sets.add(option);
        return this;
    }

    SampleFile with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Sample loads() {
        try {
            return new ConfigLoader(environment)
                    .load(file, sets, Sample.defaults())
                    .config();
        } catch (InvalidConfiguration e) {
            throw new AssertionError("mistakes found: " + e.mistakes(), e);
        }
    }

    /** The messages, with the folder taken off. */
    List<String> mistakes() {
        InvalidConfiguration invalid = catchThrowableOfType(
                InvalidConfiguration.class, () -> new ConfigLoader(environment).load(file, sets, Sample.defaults()));
        return invalid == null
                ? List.of()
                : invalid.mistakes().stream()
                        .map(message -> message.replace(file.getParent() + "/", ""))
                        .toList();
    }
}

package dev.loupe.console.launch;

import dev.loupe.console.config.ConfigLoader;
import dev.loupe.console.config.InvalidConfiguration;
import dev.loupe.console.config.Loaded;
import dev.loupe.console.config.Mistake;
import dev.loupe.telemetry.Settings;
import dev.loupe.telemetry.privacy.ConfiguredKeys;
import dev.loupe.telemetry.privacy.PseudonymKeys;
import dev.loupe.telemetry.privacy.Pseudonyms;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code bin/loupe pseudonym}: what to search traces for. */
public final class PseudonymCommand {
    private static final String NAME = "loupe pseudonym";
    private static final String TOO_MUCH =
            "only KIND and VALUE are wanted; quote a value with blanks, and write -- before one that begins with -";

    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    PseudonymCommand(Map<String, String> environment, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    /** Ends the process with 0 or 2. */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(new PseudonymCommand(System.getenv(), out, System.err).run(args));
    }

    int run(String... args) {
        PseudonymOptions options = new PseudonymOptions();
        CommandLine commandLine = new CommandLine(options).setCommandName(NAME);
        try {
            commandLine.parseArgs(args);
        } catch (ParameterException e) {
            // Picocli's words for what is too much quote it, and it may be part of a name.
            return wrong(e instanceof UnmatchedArgumentException ? TOO_MUCH : e.getMessage());
        }
        if (options.isHelp()) {
            commandLine.usage(out);
            return Exit.DONE;
        }
        if (!Pseudonyms.isKind(options.kind())) {
            return wrong("KIND must be a lower-case letter, then at most 31 lower-case letters, digits or _");
        }
        Optional<PseudonymKeys> keys = keys(options.config());
        keys.ifPresent(known -> print(known, options));
        return keys.isPresent() ? Exit.DONE : Exit.WRONG;
    }

    private int wrong(String problem) {
        err.println(NAME + ": " + problem);
        err.println("See " + NAME + " --help");
        return Exit.WRONG;
    }

    private Optional<PseudonymKeys> keys(Optional<Path> file) {
        Settings.Privacy defaults = Settings.Privacy.defaults();
        if (file.isEmpty()) {
            return Optional.of(ConfiguredKeys.of(defaults));
        }
        try {
            Loaded<Settings.Privacy> loaded =
                    new ConfigLoader(environment).loadGroup(file.get(), PrivacyCheck.GROUP, defaults);
            List<Mistake> mistakes = PrivacyCheck.of(loaded.config());
            mistakes.stream().map(loaded.origins()::locate).forEach(err::println);
            return mistakes.isEmpty() ? Optional.of(ConfiguredKeys.of(loaded.config())) : Optional.empty();
        } catch (InvalidConfiguration e) {
            e.mistakes().forEach(err::println);
            return Optional.empty();
        }
    }

    private void print(PseudonymKeys keys, PseudonymOptions options) {
        List<Integer> numbers = keys.numbers();
        List<String> pseudonyms = Pseudonyms.of(keys).all(options.kind(), options.value());
        int widest = pseudonyms.stream().mapToInt(String::length).max().orElse(0);
        for (int i = 0; i < numbers.size(); i++) {
            String pseudonym = pseudonyms.get(i);
            String padding = " ".repeat(widest - pseudonym.length() + 2);
            out.println(pseudonym + padding + remark(keys, numbers.get(i), i == 0));
        }
        if (keys.isRandom()) {
            err.println(NAME + ": no key is configured, so this was made with a random one, and no trace has it. Set "
                    + "telemetry.privacy.keys in the configuration, or the variable that it names.");
        }
    }

    private static String remark(PseudonymKeys keys, int number, boolean current) {
        if (keys.isRandom()) {
            return "random key, of no use";
        }
        return "key " + number + (current ? ", current: new traces" : ": traces made while it was current");
    }
}

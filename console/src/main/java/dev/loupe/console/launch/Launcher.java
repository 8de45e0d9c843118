package dev.loupe.console.launch;

import dev.loupe.console.config.ConfigLoader;
import dev.loupe.console.config.InvalidConfiguration;
import dev.loupe.console.config.Loaded;
import dev.loupe.console.config.Mistake;
import dev.loupe.telemetry.InvalidSetting;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.CompletionException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Runs a deployable: reads the command line and the configuration, starts, and stays until the process is to end. */
public final class Launcher<C extends Record> {
    private final Deployable<C> deployable;
    private final Pipeline.Factory telemetry;
    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    /**
     * @param telemetry sets the process's telemetry up
     * @param out what was asked for and the ready line
     * @param err mistakes
     */
    Launcher(
            Deployable<C> deployable,
            Pipeline.Factory telemetry,
            Map<String, String> environment,
            PrintStream out,
            PrintStream err) {
        this.deployable = deployable;
        this.telemetry = telemetry;
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    /** The main method of a deployable: returns once it is ready, or ends the process with the right exit code. */
    public static <C extends Record> void main(Deployable<C> deployable, String... args) {
        main(deployable, Pipeline::start, args);
    }

    static <C extends Record> void main(Deployable<C> deployable, Pipeline.Factory telemetry, String... args) {
        new Launcher<>(deployable, telemetry, System.getenv(), System.out, System.err)
                .run(args)
                .ifPresent(System::exit);
    }

    /**
     * Does what the command line says.
     *
     * @return the exit code; empty if the deployable now runs, and will end the process itself
     */
    OptionalInt run(String... args) {
        Options options = new Options();
        CommandLine commandLine = new CommandLine(options)
                .setCommandName("loupe " + deployable.name())
                .setOptionsCaseInsensitive(false);
        try {
            commandLine.parseArgs(args);
        } catch (ParameterException e) {
            err.println(commandLine.getCommandName() + ": " + e.getMessage());
            err.println("See " + commandLine.getCommandName() + " --help");
            return OptionalInt.of(Exit.WRONG);
        }
        if (options.isHelp()) {
            commandLine.usage(out);
            return OptionalInt.of(Exit.DONE);
        }
        if (options.isVersion()) {
            out.println("loupe " + version());
            return OptionalInt.of(Exit.DONE);
        }
        return run(options);
    }

    private OptionalInt run(Options options) {
        Loaded<C> loaded;
        try {
            loaded = new ConfigLoader(environment).load(options.config(), options.sets(), deployable.defaults());
        } catch (InvalidConfiguration e) {
            e.mistakes().forEach(err::println);
            return OptionalInt.of(Exit.WRONG);
        }
        List<Mistake> mistakes = new ArrayList<>(deployable.check(loaded.config()));
        mistakes.addAll(
                PrivacyCheck.of(deployable.process(loaded.config()).telemetry().privacy()));
        if (!mistakes.isEmpty()) {
            return refuse(loaded, mistakes);
        }
        if (options.isCheck()) {
            out.println(options.config() + ": OK");
            return OptionalInt.of(Exit.DONE);
        }
        return start(loaded);
    }

    private OptionalInt start(Loaded<C> loaded) {
        try {
            LiveProcess process = LiveProcess.start(deployable, loaded.config(), telemetry, environment);
            process.drainWhenAskedToEnd(err);
            out.println(process.readyLine(deployable.name()));
            out.flush();
            return OptionalInt.empty();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StartRefused refused) {
                return refuse(loaded, refused.mistakes());
            }
            return fail(Objects.requireNonNullElse(e.getCause(), e), Exit.FAILED);
        } catch (InvalidSetting e) {
            return fail(e, Exit.WRONG);
        }
    }

    private OptionalInt fail(Throwable cause, int exit) {
        String reason = Objects.requireNonNullElse(cause.getMessage(), cause.toString());
        err.println("loupe " + deployable.name() + ": cannot start: " + reason);
        return OptionalInt.of(exit);
    }

    private OptionalInt refuse(Loaded<C> loaded, List<Mistake> mistakes) {
        mistakes.stream().map(loaded.origins()::locate).forEach(err::println);
        return OptionalInt.of(Exit.WRONG);
    }

    private String version() {
        String version = deployable.getClass().getPackage().getImplementationVersion();
        return Objects.requireNonNullElse(version, "development");
    }
}

package dev.loupe.deploy.image;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bin/loupe image}, as picocli fills it in and runs it. */
@Command(
        name = "loupe image",
        sortOptions = false,
        usageHelpAutoWidth = true,
        synopsisHeading = "Usage: ",
        parameterListHeading = "%n",
        description = {"", "Makes container images without a container engine: one archive each, for docker load."},
        footer = {"", "Exit codes: 0 done, 2 wrong usage, 1 anything else."})
final class ImageCommand implements Callable<Integer> {
    private final String version;
    private final PrintStream out;
    private final PrintStream err;

    @Parameters(
            paramLabel = "NAME",
            description = "Which: proxy, shop-adapter, mes-adapter, crm-adapter or demo. None named: all.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--tar", paramLabel = "DIR", description = "Where the archives go; otherwise to target/images.")
    private Path folder;

    @Option(
            names = "--base",
            paramLabel = "IMAGE",
            defaultValue = "eclipse-temurin:17.0.16_8-jre-noble",
            description = "The image that ours stand on, with a Java runtime: ${DEFAULT-VALUE}, or such as "
                    + "registry.example.com/java:17 or tar:///tmp/java.tar")
    private String base;

    @Option(
            names = "--architecture",
            paramLabel = "NAME",
            description = "Of the processor that they are for: amd64 or arm64; otherwise this machine's.")
    private String architecture = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";

    @Option(names = "--root", hidden = true, required = true)
    private Path root;

    @Option(names = "--java-option", hidden = true)
    private List<String> javaOptions = new ArrayList<>();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this.")
    @SuppressWarnings("unused") // picocli reads it
    private boolean help;

    /** @param version the tag of the images */
    ImageCommand(String version, PrintStream out, PrintStream err) {
        this.version = version;
        this.out = out;
        this.err = err;
    }

    /** The exit code; picocli's own are the ones that every command of ours has. */
    int run(String... arguments) {
        CommandLine.IParameterExceptionHandler wrongUsage = (e, ignored) -> {
            err.println("loupe image: " + e.getMessage());
            err.println("See loupe image --help");
            return CommandLine.ExitCode.USAGE;
        };
        return new CommandLine(this)
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler(wrongUsage)
                .execute(arguments);
    }

    @Override
    public Integer call() throws InterruptedException {
        List<String> known = Arrays.stream(Name.values()).map(Name::toString).toList();
        for (String name : names) {
            if (!known.contains(name)) {
                err.println("loupe image: there is no image \"" + name + "\"; there is: " + String.join(", ", known));
                return CommandLine.ExitCode.USAGE;
            }
        }
        Path target = root.resolve("target");
        TarBuilder builder = new TarBuilder(base, version, architecture, javaOptions, target.resolve("image-cache"));
        Build build = new Build(root);
        try {
            for (Name name : Name.values()) {
                if (names.isEmpty() || names.contains(name.toString())) {
                    Content content = build.of(name);
                    Path archive = builder.build(content, folder == null ? target.resolve("images") : folder);
                    out.println(content.name() + ":" + version + "  " + archive);
                }
            }
            return CommandLine.ExitCode.OK;
        } catch (ImageRefused e) {
            err.println("loupe image: " + e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }
}

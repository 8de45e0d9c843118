package dev.loupe.deploy.image;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The process of {@code bin/loupe image}. */
public final class Main {
    private Main() {}

    /** Ends the process with 0, 1 or 2. */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        String version = Main.class.getPackage().getImplementationVersion();
        System.exit(new ImageCommand(version, out, System.err).run(args));
    }
}

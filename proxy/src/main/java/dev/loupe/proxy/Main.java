package dev.loupe.proxy;

import dev.loupe.console.launch.Launcher;

/** The proxy's process: {@code bin/loupe proxy}, or {@code java -jar}. */
public final class Main {
    private Main() {}

    /** Ends the process with 0, 1 or 2, as {@link Launcher} says. */
    public static void main(String[] args) {
        Launcher.main(new ProxyDeployable(), args);
    }
}

package dev.loupe.mes;

import dev.loupe.console.launch.Launcher;

/** The process of the MES's sidecar: {@code bin/loupe mes}, or {@code java -jar}. */
public final class Main {
    private Main() {}

    /** Ends the process with 0, 1 or 2, as {@link Launcher} says. */
    public static void main(String[] args) {
        Launcher.main(new MesAdapter(), args);
    }
}

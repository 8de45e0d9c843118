package dev.loupe.crm;

import dev.loupe.console.launch.Launcher;

/** The process of the CRM's sidecar: {@code bin/loupe crm}, or {@code java -jar}. */
public final class Main {
    private Main() {}

    /** Ends the process with 0, 1 or 2, as {@link Launcher} says. */
    public static void main(String[] args) {
        Launcher.main(new CrmAdapter(), args);
    }
}

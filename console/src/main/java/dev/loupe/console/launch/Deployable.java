package dev.loupe.console.launch;

import dev.loupe.console.config.Mistake;
import io.vertx.core.Future;
import java.util.List;

/**
 * A process that people run, such as the proxy. Its main method is {@code Launcher.main(new …Deployable(), args)}.
 *
 * @param <C> its configuration, as {@link dev.loupe.console.config.ConfigLoader} describes
 */
public interface Deployable<C extends Record> {
    /** The word after {@code loupe} on the command line. */
    String name();

    /** The configuration of an empty file. */
    C defaults();

    /** The part of the configuration that the launcher itself needs. */
    ProcessSettings process(C config);

    /**
     * Looks for mistakes that need the machine: files that are missing or no certificates. Opens no port and starts
     * nothing; called on the main thread, may block.
     *
     * @return empty if there are none
     */
    List<Mistake> check(C config);

    /**
     * Starts, without blocking. The future succeeds when every listener accepts. It fails with {@link StartRefused} if
     * the configuration is to blame, as {@link Listening} finds out.
     */
    Future<? extends Running> start(C config, Platform platform);
}

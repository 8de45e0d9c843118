package dev.loupe.telemetry.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import dev.loupe.telemetry.Settings;

/**
 * Found by Logback as a service: logging works as by default from the first line on, and Logback neither looks for
 * files nor loads an XML parser, which would cost a noticeable part of the start.
 */
public final class QuickConfigurator extends ContextAwareBase implements Configurator {
    /** Made by Logback. */
    public QuickConfigurator() {}

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        LogSetup.configure(context, Settings.Log.defaults(), "loupe");
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}

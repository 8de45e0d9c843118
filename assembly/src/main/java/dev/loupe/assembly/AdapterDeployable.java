package dev.loupe.assembly;

import dev.loupe.assembly.config.AdapterConfig;
import dev.loupe.console.config.Mistake;
import dev.loupe.console.launch.Deployable;
import dev.loupe.console.launch.Platform;
import dev.loupe.console.launch.ProcessSettings;
import io.vertx.core.Future;
import java.util.List;

/** An adapter as the launcher sees it; each adapter gives its names and its rules of the house. */
public abstract class AdapterDeployable implements Deployable<AdapterConfig> {
    private final String name;
    private final String title;
    private final String example;

    /**
     * An adapter.
     *
     * @param name the word after {@code loupe} on the command line
     * @param title what it is, such as {@code MES adapter}
     * @param example a command to try first, in which <code>{entrance}</code> stands for the address in front of the service
     */
    protected AdapterDeployable(String name, String title, String example) {
        this.name = name;
        this.title = title;
        this.example = example;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final ProcessSettings process(AdapterConfig config) {
        return new ProcessSettings(config.service(), config.threads(), config.drain(), config.telemetry());
    }

    @Override
    public List<Mistake> check(AdapterConfig config) {
        return ConfigFiles.check(config);
    }

    @Override
    public final Future<Adapter> start(AdapterConfig config, Platform platform) {
        return Adapter.start(config, title, example, platform);
    }
}

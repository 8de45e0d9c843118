package dev.loupe.proxy;

import dev.loupe.assembly.ConfigFiles;
import dev.loupe.console.config.Mistake;
import dev.loupe.console.launch.Deployable;
import dev.loupe.console.launch.Platform;
import dev.loupe.console.launch.ProcessSettings;
import dev.loupe.console.launch.Running;
import io.vertx.core.Future;
import java.util.List;

/** The proxy as the launcher sees it. */
public final class ProxyDeployable implements Deployable<ProxyConfig> {
    @Override
    public String name() {
        return "proxy";
    }

    @Override
    public ProxyConfig defaults() {
        return ProxyConfig.defaults();
    }

    @Override
    public ProcessSettings process(ProxyConfig config) {
        return new ProcessSettings(config.service(), config.threads(), config.drain(), config.telemetry());
    }

    @Override
    public List<Mistake> check(ProxyConfig config) {
        return new ConfigFiles()
                .listen("listen", config.listen())
                .console(config.console())
                .upstream("upstream", config.upstream())
                .domains("s3.domains", config.s3().domains())
                .mistakes();
    }

    @Override
    public Future<? extends Running> start(ProxyConfig config, Platform platform) {
        return Proxy.start(config, platform);
    }
}

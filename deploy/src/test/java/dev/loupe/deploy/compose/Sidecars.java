package dev.loupe.deploy.compose;

import dev.loupe.console.config.ConfigLoader;
import dev.loupe.console.config.InvalidConfiguration;
import dev.loupe.console.config.Mistake;
import dev.loupe.console.launch.Deployable;
import dev.loupe.crm.CrmAdapter;
import dev.loupe.mes.MesAdapter;
import dev.loupe.proxy.ProxyDeployable;
import dev.loupe.shop.ShopAdapter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What runs in the containers of our deployables, by the name of their image. */
final class Sidecars {
    private static final Map<String, Deployable<?>> BY_IMAGE = Map.of(
            "loupe-proxy", new ProxyDeployable(),
            "loupe-shop-adapter", new ShopAdapter(),
            "loupe-mes-adapter", new MesAdapter(),
            "loupe-crm-adapter", new CrmAdapter());

    private Sidecars() {}

    static boolean has(Service service) {
        return BY_IMAGE.containsKey(imageName(service));
    }

    static String imageName(Service service) {
        return service.image().substring(0, service.image().lastIndexOf(':'));
    }

    /** The file of this repository that a container finds at a path; empty if nothing is mounted there. */
    static Path mounted(Service service, String path) {
        return service.volumes().stream()
                .map(volume -> volume.split(":", -1))
                .filter(parts -> parts[1].equals(path))
                .map(parts -> Project.ROOT.resolve(parts[0]))
                .findFirst()
                .orElseThrow(() -> new AssertionError(service.name() + " has nothing at " + path));
    }

    /** The configuration as the container's process reads it; throws with every mistake in it. */
    static Record configuration(Service service) throws InvalidConfiguration {
        return configuration(service, BY_IMAGE.get(imageName(service)));
    }

    private static <C extends Record> C configuration(Service service, Deployable<C> deployable)
            throws InvalidConfiguration {
        Path file = mounted(service, service.options("--config").get(0));
        C config = new ConfigLoader(service.environment())
                .load(file, service.options("--set"), deployable.defaults())
                .config();
        List<Mistake> mistakes = deployable.check(config);
        if (!mistakes.isEmpty()) {
            throw new AssertionError(service.name() + ": " + mistakes);
        }
        return config;
    }
}

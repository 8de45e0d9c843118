package dev.loupe.console.web.page;

import dev.loupe.console.web.Databases.Database;
import java.util.List;

/** All databases in brief. */
record ServersPanel(List<ServerTile> servers) {
    static ServersPanel of(List<Database> databases) {
        return new ServersPanel(databases.stream().map(ServerTile::new).toList());
    }
}

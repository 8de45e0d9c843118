package dev.loupe.console.web.page;

import dev.loupe.console.web.Brokers.Broker;
import java.util.List;

/** How the brokers are. */
record BrokersPanel(List<BrokerTile> brokers) {
    static BrokersPanel of(List<Broker> brokers) {
        return new BrokersPanel(brokers.stream().map(BrokerTile::new).toList());
    }
}

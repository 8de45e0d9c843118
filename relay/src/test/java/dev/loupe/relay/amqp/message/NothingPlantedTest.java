package dev.loupe.relay.amqp.message;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.loupe.relay.amqp.ConnectionObserver.Side;
import dev.loupe.relay.amqp.protocol.ClientEvent;
import dev.loupe.relay.amqp.protocol.ServerEvent;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** Whatever is said in a message: nothing of it leaves. */
class NothingPlantedTest {
    private static final String PLANTED = "pl4nted";

    @RegisterExtension
    final Scene scene = new Scene();

    @Test
    void bodiesHeadersIdsAndIdentifiers_leaveNowhere() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        log.start();
        root.addAppender(log);
        try {
            Talk talk = scene.connection();
            talk.client(new ClientEvent.StartOk("PLAIN"), new ClientEvent.ConnectionOpen(PLANTED));
            talk.confirms().consumes("crm.status", PLANTED + "-tag", false);
            talk.publishes(message("order." + PLANTED));
            talk.publishes(message("order." + PLANTED + ".status"));
            talk.publishes(message("region." + PLANTED + ".news"));
            talk.returns(message("order." + PLANTED), scene.connection().publishes(message("x")));
            talk.acks(1, false).nacks(2, false);
            talk.delivers(
                    PLANTED + "-tag", 1, message("order." + PLANTED).died(PLANTED + "-" + "a".repeat(32), PLANTED, 1));
            talk.acked(1, false);
            talk.server(new ServerEvent.ConnectionBlocked(PLANTED));
            talk.ends(Side.SERVER, false);
            scene.path.lost(new IllegalStateException(PLANTED));
        } finally {
            root.detachAppender(log);
        }
        List<String> said = new ArrayList<>();
        for (SpanData span : scene.takesAll()) {
            said.add(span.toString());
        }
        assertThat(said).isNotEmpty();
        said.add(scene.metrics());
        scene.happened.forEach(happening -> said.add(happening.toString()));
        log.list.forEach(event -> said.add(event.getFormattedMessage() + event.getMDCPropertyMap()));
        assertThat(said).noneMatch(text -> text.contains(PLANTED));
        assertThat(scene.fates.published.toString()
                        + scene.fates.published.get(0).message.keys())
                .doesNotContain(PLANTED);
    }

    private static Sent message(String routingKey) {
        Sent sent = Sent.to("orders", routingKey)
                .header("x-order-id", PLANTED + "-order")
                .header("password", PLANTED)
                .id(PLANTED + "-id")
                .body("{\"order\":\"" + PLANTED + "\",\"card\":\"" + PLANTED + "\"}");
        sent.correlationId = PLANTED + "-correlation";
        sent.type = PLANTED + "-operator";
        return sent;
    }
}

package dev.loupe.relay.amqp;

import dev.loupe.relay.amqp.protocol.ClientEvent;
import dev.loupe.relay.amqp.protocol.MessageEdit;
import dev.loupe.relay.amqp.protocol.ServerEvent;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Makes every edit that there is, and swallows the returns that come of it and no others. */
final class EverythingEdited {
    static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    static final String TRACESTATE = "loupe=mx0s8f0j";
    static final String ID = "loupe-";

    final AtomicLong edited = new AtomicLong();
    final AtomicInteger swallowed = new AtomicInteger();
    private final Set<String> raised = ConcurrentHashMap.newKeySet();

    MessageEdit edit(ClientEvent.BasicPublish message, int room) {
        String id = message.header().properties().hasMessageId() ? "" : ID + edited.incrementAndGet();
        boolean raises = !id.isEmpty() && !message.mandatory() && room > 200;
        if (raises) {
            raised.add(id);
        }
        return new MessageEdit(TRACEPARENT, TRACESTATE, id, raises);
    }

    boolean swallows(ServerEvent.BasicReturn message) {
        boolean own = raised.contains(message.header().properties().messageId());
        swallowed.addAndGet(own ? 1 : 0);
        return own;
    }
}

package dev.loupe.relay.amqp.protocol;

import static dev.loupe.relay.amqp.protocol.Wire.body;
import static dev.loupe.relay.amqp.protocol.Wire.field;
import static dev.loupe.relay.amqp.protocol.Wire.header;
import static dev.loupe.relay.amqp.protocol.Wire.heartbeat;
import static dev.loupe.relay.amqp.protocol.Wire.publish;
import static dev.loupe.relay.amqp.protocol.Wire.table;

import org.junit.jupiter.api.Test;

class ClientDecoderTest {
    @Test
    void publishWithBody_isToldOnce() {
        Conversation.open()
                .client(publish(1, "orders", "order.1"), header(1, 5, 1 << 13, table(field("traceparent", "00-1"))))
                .client(body(1, "hel"), heartbeat(), body(1, "lo"))
                .says(
                        "> BasicPublish[channel=1, exchange=orders, routingKey=order.1, mandatory=false,"
                            + " immediate=false, header=ContentHeader[bodySize=5,"
                            + " properties=MessageProperties[flags=8192, contentType=, contentEncoding=,"
                            + " headers=MessageHeaders[hasTraceparent=true, traceparent=00-1, tracestate=, deaths=[],"
                            + " deliveryCount=-1, timestampMillis=0, wanted={}], deliveryMode=0, correlationId=,"
                            + " expiration=, messageId=, timestamp=0, type=], whole=true]]",
                        "> Heartbeat[]",
                        "> body of 1: 5");
    }
}

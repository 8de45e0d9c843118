package dev.loupe.relay.amqp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.aopalliance.aop.Advice;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.AmqpRejectAndDontRequeueException;
import org.springframework.amqp.core.AcknowledgeMode;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageListener;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.amqp.rabbit.config.RetryInterceptorBuilder;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.api.ChannelAwareMessageListener;
import org.springframework.amqp.rabbit.retry.RejectAndDontRequeueRecoverer;

/** Spring AMQP's template and listener container. */
class SpringListenerTest extends ClientTest {
    private interface Work {
        void on(CachingConnectionFactory connections, RabbitTemplate template, Seen seen) throws Exception;
    }

    private void same(Work work) throws Exception {
        sameThroughTheRelay((port, virtualHost) -> {
            CachingConnectionFactory connections = new CachingConnectionFactory("127.0.0.1", port);
            connections.setVirtualHost(virtualHost);
            RabbitAdmin admin = new RabbitAdmin(connections);
            admin.declareQueue(QueueBuilder.durable("q")
                    .deadLetterExchange("")
                    .deadLetterRoutingKey("dead")
                    .build());
            admin.declareQueue(new Queue("dead"));
            Seen seen = new Seen();
            try {
                work.on(connections, new RabbitTemplate(connections), seen);
                return seen.lines();
            } finally {
                connections.destroy();
            }
        });
    }

    private static SimpleMessageListenerContainer container(
            CachingConnectionFactory connections, String queue, MessageListener listener, Advice... advice) {
        SimpleMessageListenerContainer container = new SimpleMessageListenerContainer(connections);
        container.setQueueNames(queue);
        container.setMessageListener(listener);
        container.setReceiveTimeout(100);
        container.setShutdownTimeout(5_000);
        if (advice.length > 0) {
            container.setAdviceChain(advice);
        }
        return container;
    }

    private static void during(SimpleMessageListenerContainer container, Seen seen, int expected) {
        container.start();
        await().atMost(20, TimeUnit.SECONDS).until(() -> seen.count() == expected);
        container.stop();
    }

    private static String text(Message message) {
        Map<String, Object> headers =
                new TreeMap<>(message.getMessageProperties().getHeaders());
        headers.remove("traceparent", EverythingEdited.TRACEPARENT);
        headers.remove("tracestate", EverythingEdited.TRACESTATE);
        headers.remove("x-death");
        headers.remove("spring_returned_message_correlation");
        headers.remove("spring_listener_return_correlation");
        return message.getMessageProperties().isRedelivered() + " "
                + message.getMessageProperties().getReceivedRoutingKey() + ' ' + headers + ' '
                + new String(message.getBody(), UTF_8);
    }

    @Test
    void automaticAcknowledgement_takesEachMessageOnce() throws Exception {
        same((connections, template, seen) -> {
            for (int i = 0; i < 20; i++) {
                template.convertAndSend("", "q", "text " + i);
            }
            SimpleMessageListenerContainer container = container(connections, "q", message -> seen.add(text(message)));
            container.setAcknowledgeMode(AcknowledgeMode.AUTO);
            container.setPrefetchCount(5);
            during(container, seen, 20);
        });
    }

    @Test
    void manualAcknowledgement_requeuesAndTakes() throws Exception {
        same((connections, template, seen) -> {
            template.convertAndSend("", "q", "one");
            ChannelAwareMessageListener listener = (Message message, Channel channel) -> {
                seen.add(text(message));
                long tag = message.getMessageProperties().getDeliveryTag();
                if (message.getMessageProperties().isRedelivered()) {
                    channel.basicAck(tag, false);
                } else {
                    channel.basicNack(tag, false, true);
                }
            };
            SimpleMessageListenerContainer container = container(connections, "q", listener);
            container.setAcknowledgeMode(AcknowledgeMode.MANUAL);
            during(container, seen, 2);
        });
    }

    @Test
    void messageThatFailsEachRetry_goesToTheDeadLetters() throws Exception {
        same((connections, template, seen) -> {
            template.convertAndSend("", "q", "poison");
            Advice retry = RetryInterceptorBuilder.stateless()
                    .maxAttempts(3)
                    .backOffOptions(10, 1, 10)
                    .recoverer(new RejectAndDontRequeueRecoverer())
                    .build();
            SimpleMessageListenerContainer failing = container(
                    connections,
                    "q",
                    message -> {
                        seen.add("fails " + text(message));
                        throw new IllegalStateException("poison");
                    },
                    retry);
            during(failing, seen, 3);
            during(container(connections, "dead", message -> seen.add("dead " + text(message))), seen, 4);
        });
    }

    @Test
    void messageThatIsRejected_goesToTheDeadLetters() throws Exception {
        same((connections, template, seen) -> {
            template.convertAndSend("", "q", "rejected");
            SimpleMessageListenerContainer failing = container(connections, "q", message -> {
                seen.add("rejects " + text(message));
                throw new AmqpRejectAndDontRequeueException("rejected");
            });
            during(failing, seen, 1);
            during(container(connections, "dead", message -> seen.add("dead " + text(message))), seen, 2);
        });
    }

    @Test
    void confirmsAndReturns_areCorrelated() throws Exception {
        same((connections, template, seen) -> {
            connections.setPublisherConfirmType(CachingConnectionFactory.ConfirmType.CORRELATED);
            connections.setPublisherReturns(true);
            connections.resetConnection();
            for (boolean mandatory : List.of(true, false)) {
                RabbitTemplate one = new RabbitTemplate(connections);
                one.setMandatory(mandatory);
                for (String queue : List.of("q", "nowhere")) {
                    CorrelationData data = new CorrelationData(mandatory + queue);
                    one.convertAndSend("", queue, (Object) "text", data);
                    boolean acknowledged =
                            data.getFuture().get(20, TimeUnit.SECONDS).isAck();
                    seen.add(data.getId()
                            + ' '
                            + acknowledged
                            + ' '
                            + (data.getReturned() == null
                                    ? "kept"
                                    : data.getReturned().getReplyText()
                                            + text(data.getReturned().getMessage())));
                }
            }
        });
        assertThat(edited.swallowed.get()).isEqualTo(1);
    }
}

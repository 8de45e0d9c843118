package dev.loupe.relay.amqp.monitor;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.ShutdownSignalException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** What went wrong, in words of our own with the remedy: the broker's may name users and values. */
final class Trouble {
    private Trouble() {}

    /** Of the connection over AMQP. */
    static String ofBroker(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof AuthenticationFailureException
                    || each instanceof PossibleAuthenticationFailureException) {
                return "user or password is wrong; set monitor.user and monitor.password";
            }
            if (each instanceof ShutdownSignalException signal && replyCode(signal) == AMQP.NOT_ALLOWED) {
                return "the user may not use the virtual host, or there is none of that name; see"
                        + " conf/rabbitmq-monitor.sh";
            }
            if (each instanceof SSLException) {
                return "TLS failed; check tls of the upstream";
            }
        }
        return ofNetwork(failure);
    }

    /** Of a passive declare; empty if the connection is at fault. */
    static String ofQueue(ShutdownSignalException signal) {
        return switch (replyCode(signal)) {
            case AMQP.NOT_FOUND -> "there is no such queue; take it out of monitor.queues";
            case AMQP.RESOURCE_LOCKED -> "it is another connection's own; take it out of monitor.queues";
            case AMQP.ACCESS_REFUSED -> "the user may not see it";
            default -> "";
        };
    }

    /** Of the management API. */
    static String ofManagement(Throwable failure) {
        if (failure instanceof ManagementClient.Refused refused) {
            return switch (refused.status()) {
                case 401, 403 ->
                    "it refuses the user; give it the right password, the tag monitoring, and access to the "
                            + "virtual host: see conf/rabbitmq-monitor.sh";
                case 404 -> "it knows nothing of what is asked; check management.url and monitor.virtualHost";
                case 200 -> "what answers is no management API; check management.url";
                default -> "it answers with HTTP status " + refused.status();
            };
        }
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof BoundedBody.TooLarge) {
                return "an answer was larger than 4 MiB";
            }
            if (each instanceof SSLException) {
                return "TLS failed; check management.trust";
            }
        }
        return ofNetwork(failure);
    }

    private static String ofNetwork(Throwable failure) {
        if (failure instanceof TimeoutException) {
            return "no answer in time";
        }
        if (failure instanceof UnknownHostException) {
            return "unknown host";
        }
        return failure instanceof ConnectException
                ? "nobody listens"
                : "the connection broke (" + failure.getClass().getSimpleName() + ')';
    }

    private static int replyCode(ShutdownSignalException signal) {
        if (signal.getReason() instanceof AMQP.Channel.Close close) {
            return close.getReplyCode();
        }
        return signal.getReason() instanceof AMQP.Connection.Close close ? close.getReplyCode() : 0;
    }
}

package dev.loupe.relay.amqp.monitor;

import com.rabbitmq.client.ConnectionFactory;
import dev.loupe.relay.amqp.monitor.BrokerMonitorSettings.Broker;
import dev.loupe.relay.net.tls.TlsMode;
import dev.loupe.relay.net.tls.UpstreamTls;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** TLS towards the broker, as the relay has it: the same modes, files and names. Files are read for each connection. */
final class BrokerTls {
    private BrokerTls() {}

    static void apply(Broker broker, ConnectionFactory factory) throws IOException, GeneralSecurityException {
        UpstreamTls tls = broker.tls();
        if (tls.mode() == TlsMode.OFF) {
            return;
        }
        SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
        // Nothing is verified by intention: mode require, as the relay has it.
        if (tls.mode() == TlsMode.REQUIRE) {
            builder.trustManager(InsecureTrustManagerFactory.INSTANCE);
        } else {
            tls.trust().ifPresent(trust -> builder.trustManager(trust.toFile()));
        }
        tls.certificate()
                .ifPresent(chain -> builder.keyManager(
                        chain.toFile(), tls.key().orElseThrow().toFile()));
        SslContext context = builder.build();
        factory.useSslProtocol(((JdkSslContext) context).context());
        factory.setSocketConfigurator(socket -> {
            socket.setTcpNoDelay(true);
            if (socket instanceof SSLSocket secured) {
                SSLParameters parameters = secured.getSSLParameters();
                tls.serverName().ifPresent(name -> parameters.setServerNames(List.of(new SNIHostName(name))));
                if (tls.mode() == TlsMode.VERIFY_FULL) {
                    parameters.setEndpointIdentificationAlgorithm("HTTPS");
                }
                secured.setSSLParameters(parameters);
            }
        });
    }
}

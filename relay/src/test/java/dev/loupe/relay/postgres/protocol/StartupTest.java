package dev.loupe.relay.postgres.protocol;

import static dev.loupe.relay.postgres.protocol.Messages.bytes;
import static dev.loupe.relay.postgres.protocol.Messages.int32;
import static dev.loupe.relay.postgres.protocol.Messages.message;
import static dev.loupe.relay.postgres.protocol.Messages.packet;
import static dev.loupe.relay.postgres.protocol.Messages.query;
import static dev.loupe.relay.postgres.protocol.Messages.ready;
import static dev.loupe.relay.postgres.protocol.Messages.sslRequest;
import static dev.loupe.relay.postgres.protocol.Messages.startup;
import static dev.loupe.relay.postgres.protocol.Messages.string;
import static dev.loupe.relay.postgres.protocol.Messages.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first words of either side. */
class StartupTest {
    private static final int GSS = 80877104;
    private static final int CANCEL = 80877102;

    private final Conversation conversation = new Conversation();

    @Test
    void plainStart_isOneMessageAndWhatTheServerSays() {
        conversation
                .client(startup("user", "shop", "database", "orders"))
                .saysAt("> 35 StartupMessage[3.0] {user=shop, database=orders}")
                .server(message('R', int32(10), text("SCRAM-SHA-256\0\0")))
                .client(message('p', text("SCRAM-SHA-256\0not looked at")))
                .server(message('R', int32(12), text("not looked at")), message('R', int32(0)))
                .server(message('S', string("server_version"), string("16.10")))
                .server(message('K', int32(42), int32(7)), ready('I'))
                .says(
                        "< Authentication[kind=10]",
                        "> AuthenticationResponse",
                        "< Authentication[kind=12]",
                        "< Authentication[kind=0]",
                        "< ParameterStatus server_version=16.10",
                        "< BackendKeyData[key=BackendKey[42]]",
                        "< ReadyForQuery[status=I]");
    }

    @Test
    void encryptionRefused_bothAreAskedForAndTheSessionBegins() {
        conversation
                .client(packet(GSS))
                .server(text("N"))
                .client(sslRequest())
                .server(text("N"))
                .client(startup("user", "shop"))
                .server(message('R', int32(0)))
                .says(
                        "> GssEncRequest",
                        "< EncryptionAnswer[answer=N]",
                        "> SslRequest",
                        "< EncryptionAnswer[answer=N]",
                        "> StartupMessage[3.0] {user=shop}",
                        "< Authentication[kind=0]");
    }

    @Test
    void encryptionTaken_itSaysSo() {
        conversation.client(sslRequest()).server(text("S")).says("> SslRequest", "< EncryptionAnswer[answer=S]");
        new Conversation()
                .client(packet(GSS))
                .server(text("G"))
                .says("> GssEncRequest", "< EncryptionAnswer[answer=G]");
    }

    @Test
    void errorInPlaceOfTheAnswer_isAnError() {
        conversation
                .client(sslRequest())
                .server(Messages.fields('E', "SFATAL", "VFATAL", "C53300", "Mtoo many"))
                .says("> SslRequest", "< ErrorResponse[severity=FATAL, sqlState=53300]");
    }

    @Test
    void errorOfProtocol2InPlaceOfTheAnswer_isAnErrorOfWhichNothingIsKept() {
        conversation
                .client(sslRequest())
                .server(text("Ecould not fork "), text("new process\n\0"))
                .saysAt("> 8 SslRequest", "< 29 ErrorResponse[severity=FATAL, sqlState=]");
    }

    @Test
    void errorOfProtocol2InPlaceOfAuthentication_isAnErrorToo() {
        conversation
                .client(startup("user", "shop"))
                .server(text("Eout of memory\0"))
                .says("> StartupMessage[3.0] {user=shop}", "< ErrorResponse[severity=FATAL, sqlState=]");
    }

    @Test
    void answerThatIsNone_isNoPostgres() {
        conversation
                .client(sslRequest())
                .server(text("X"))
                .says("> SslRequest", "< Lost[reason=NOT_POSTGRES]")
                .server(ready('I'))
                .says();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 32, 256})
    void cancel_namesItsBackendByTheKeyThatItWasGiven(int secretLength) {
        byte[] secret = new byte[secretLength];
        secret[secretLength - 1] = 9;
        List<Object> events = new ArrayList<>();
        FrontendDecoder frontend = new FrontendDecoder(DecoderLimits.defaults(), ParametersWanted.NONE);
        BackendDecoder backend = new BackendDecoder(DecoderLimits.defaults());
        frontend.feed(
                io.netty.buffer.Unpooled.wrappedBuffer(packet(CANCEL, int32(42), secret)),
                (event, end) -> events.add(((FrontendEvent.CancelRequest) event).key()));
        backend.feed(
                io.netty.buffer.Unpooled.wrappedBuffer(message('K', int32(42), secret)),
                (event, end) -> events.add(((BackendEvent.BackendKeyData) event).key()));

        assertThat(events).hasSize(2);
        assertThat(events.get(0)).isEqualTo(events.get(1)).isNotEqualTo(new BackendKey(42, new byte[secretLength]));
    }

    @Test
    void afterACancel_nothingIsExpected() {
        conversation
                .client(packet(CANCEL, int32(42), int32(7)), text("whatever"))
                .says("> CancelRequest[key=BackendKey[42]]");
    }

    @Test
    void version3Point2_isNegotiated() {
        conversation
                .client(bytes(packet(
                        3 << 16 | 2, string("user"), string("shop"), string("_pq_.x"), string("1"), new byte[1])))
                .server(message('v', int32(3 << 16), int32(1), string("_pq_.x")), Messages.authenticationOk())
                .says(
                        "> StartupMessage[3.2] {user=shop, _pq_.x=1}",
                        "< NegotiateProtocolVersion[minor=0]",
                        "< Authentication[kind=0]");
    }

    @ParameterizedTest
    @ValueSource(ints = {2 << 16, 4 << 16, 0, 80877105})
    void versionThatIsNotKnown_isLost(int version) {
        conversation.client(packet(version, string("user"))).saysAt("> 0 Lost[reason=VERSION]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n\r\n",
                "\u0016\u0003\u0001\u0002\0",
                "SSH-2.0-x\r\n",
                "\0\0\0\7....",
                "\0\0'\u0015...."
            })
    void firstBytesOfAnythingElse_areNoPostgres(String first) {
        conversation
                .client(text(first))
                .saysAt("> 0 Lost[reason=NOT_POSTGRES]")
                .client(query("SELECT 1"))
                .says();
    }

    @Test
    void longestPacketThatAServerTakes_isTaken() {
        conversation
                .client(startup("a", "v".repeat(10_000 - 4 - 4)))
                .says("> StartupMessage[3.0] {a=" + "v".repeat(10_000 - 4 - 4) + "}");
        new Conversation().client(startup("a", "v".repeat(10_000 - 4 - 3))).says("> Lost[reason=NOT_POSTGRES]");
    }

    @Test
    void packetThatIsTooLongAfterOneThatWasSound_hasAWrongLength() {
        conversation.client(sslRequest(), int32(20_000)).saysAt("> 8 SslRequest", "> 8 Lost[reason=LENGTH]");
    }

    @Test
    void requestsOfAnotherLength_areLost() {
        conversation.client(packet(80877103, int32(0))).says("> Lost[reason=LENGTH]");
        new Conversation().client(packet(CANCEL, int32(42))).says("> Lost[reason=LENGTH]");
        new Conversation().client(packet(CANCEL, int32(42), new byte[257])).says("> Lost[reason=LENGTH]");
    }

    @Test
    void parametersThatDoNotEnd_areMalformed() {
        conversation.client(packet(3 << 16, text("user\0shop"))).says("> Lost[reason=MALFORMED]");
        new Conversation().client(packet(3 << 16, text("user\0shop\0"))).says("> Lost[reason=MALFORMED]");
        new Conversation().client(packet(3 << 16, text("user\0shop\0\0\0"))).says("> Lost[reason=MALFORMED]");
        new Conversation().client(packet(3 << 16)).says("> Lost[reason=MALFORMED]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 400 Bad Request\r\n\r\n",
                "SSH-2.0-OpenSSH\r\n",
                "\u0015\u0003\u0001\0\2",
                "Q\0\0\0\5\0"
            })
    void serverOfAnythingElse_isNoPostgres(String first) {
        conversation.server(text(first)).saysAt("< 0 Lost[reason=NOT_POSTGRES]");
    }

    @Test
    void startAndFirstQueryInOneBuffer_areTwo() {
        conversation
                .client(startup("user", "shop"), query("SELECT 1"))
                .saysAt("> 19 StartupMessage[3.0] {user=shop}", "> 33 Query 8: SELECT 1");
    }
}

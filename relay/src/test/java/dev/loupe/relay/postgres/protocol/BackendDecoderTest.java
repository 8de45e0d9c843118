package dev.loupe.relay.postgres.protocol;

import static dev.loupe.relay.postgres.protocol.Messages.bytes;
import static dev.loupe.relay.postgres.protocol.Messages.complete;
import static dev.loupe.relay.postgres.protocol.Messages.fields;
import static dev.loupe.relay.postgres.protocol.Messages.int16;
import static dev.loupe.relay.postgres.protocol.Messages.int32;
import static dev.loupe.relay.postgres.protocol.Messages.lying;
import static dev.loupe.relay.postgres.protocol.Messages.message;
import static dev.loupe.relay.postgres.protocol.Messages.ready;
import static dev.loupe.relay.postgres.protocol.Messages.row;
import static dev.loupe.relay.postgres.protocol.Messages.string;
import static dev.loupe.relay.postgres.protocol.Messages.text;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server says once the session has begun. */
class BackendDecoderTest {
    /** Bytes of the server that stood before what these tests send. */
    private static final int BEFORE = 15;

    private final Conversation conversation = Conversation.begun();

    @Test
    void everyMessage_isNamed() {
        conversation
                .server(message('1'), message('2'), message('3'), message('n'), message('s'), message('I'))
                .server(message('t', int16(2), int32(23), int32(25)), message('t', int16(0)))
                .server(message('T', int16(3), text("fields")), row("a"), row("b", "cd"), complete("SELECT 2"))
                .server(message('G', new byte[1], int16(3), int16(0), int16(0), int16(0)))
                .server(message('H', new byte[1], int16(1), int16(0)), message('d', text("1\n")), message('c'))
                .server(message('W', new byte[1], int16(0)), message('V', int32(-1)))
                .server(message('A', int32(42), string("channel"), string("payload")))
                .server(ready('I'), ready('T'), ready('E'))
                .says(
                        "< ParseComplete",
                        "< BindComplete",
                        "< CloseComplete",
                        "< NoData",
                        "< PortalSuspended",
                        "< EmptyQueryResponse",
                        "< ParameterDescription[types=[23, 25]]",
                        "< ParameterDescription[types=[]]",
                        "< RowDescription[fields=3]",
                        "< DataRowsBegun",
                        "< DataRows[rows=2, bytes=20]",
                        "< CommandComplete[tag=SELECT 2]",
                        "< CopyInResponse[columns=3]",
                        "< CopyOutResponse[columns=1]",
                        "< CopyDataBegun",
                        "< CopyData[messages=1, bytes=2]",
                        "< CopyDone",
                        "< CopyBothResponse[columns=0]",
                        "< FunctionCallResponse",
                        "< NotificationResponse",
                        "< ReadyForQuery[status=I]",
                        "< ReadyForQuery[status=T]",
                        "< ReadyForQuery[status=E]");
    }

    @Test
    void noticeAmongRows_dividesThem() {
        conversation
                .server(
                        row("a"),
                        row("b"),
                        fields('N', "SNOTICE", "VNOTICE", "C00000", "Msecret"),
                        row("c"),
                        ready('I'))
                .says(
                        "< DataRowsBegun",
                        "< DataRows[rows=2, bytes=14]",
                        "< NoticeResponse[severity=NOTICE, sqlState=00000]",
                        "< DataRowsBegun",
                        "< DataRows[rows=1, bytes=7]",
                        "< ReadyForQuery[status=I]");
    }

    @Test
    void rows_areToldWhereTheyEnd() {
        conversation
                .server(row("a"), row("b"), complete("SELECT 2"))
                .saysAt(
                        "< " + (BEFORE + 5) + " DataRowsBegun",
                        "< " + (BEFORE + 24) + " DataRows[rows=2, bytes=14]",
                        "< " + (BEFORE + 38) + " CommandComplete[tag=SELECT 2]");
    }

    @Test
    void rowThatIsNotWholeWhenTheConnectionEnds_isNotCounted() {
        conversation
                .server(lying('D', 1000), text("half"))
                .over()
                .says("< DataRowsBegun", "< DataRows[rows=0, bytes=0]");
    }

    @Test
    void error_isItsClassAndNothingElse() {
        conversation
                .server(fields('E', "SFEHLER", "VERROR", "C23505", "Mdoppelt", "DKey (email)=(a@b)"))
                .server(fields('E', "SFATAL", "C57P01", "Mold server"))
                .server(fields('E', "VERROR", "SFEHLER", "Cmail@", "Mno code"))
                .server(fields('E'))
                .says(
                        "< ErrorResponse[severity=ERROR, sqlState=23505]",
                        "< ErrorResponse[severity=FATAL, sqlState=57P01]",
                        "< ErrorResponse[severity=ERROR, sqlState=]",
                        "< ErrorResponse[severity=, sqlState=]");
    }

    @Test
    void errorThatIsLongerThanWhatIsHeld_keepsItsClass() {
        conversation
                .server(fields('E', "SERROR", "VERROR", "C22P02", "M" + "x".repeat(200_000), "Fnumutils.c"), ready('E'))
                .says("< ErrorResponse[severity=ERROR, sqlState=22P02]", "< ReadyForQuery[status=E]");
    }

    @Test
    void parameterThatIsLongerThanWhatIsHeld_isCut() {
        Conversation.begun(new DecoderLimits(1, 11, 1, 512), ParametersWanted.NONE)
                .server(message('S', string("search_path"), string("x".repeat(1000))))
                .server(message('S', string("x".repeat(1000)), string("value")))
                .says("< ParameterStatus search_path=" + "x".repeat(500), "< ParameterStatus " + "x".repeat(11) + "=");
    }

    @Test
    void partsThatDoNotFit_areMalformed() {
        malformed(message('Z', text("X")));
        malformed(message('C', text("SELECT 1")));
        malformed(message('C', text("SELECT\0 1\0")));
        malformed(message('S', string("name"), text("value")));
        malformed(message('S', string("name"), string("value"), new byte[1]));
        malformed(message('t', int16(2), int32(23)));
        malformed(message('E', text("SERROR\0")));
        malformed(message('E', text("SERROR")));
        malformed(message('N', text("SERROR\0\0x")));
    }

    private static void malformed(byte[] message) {
        Conversation.begun()
                .server(message, ready('I'))
                .saysAt("< " + BEFORE + " Lost[reason=MALFORMED]")
                .server(ready('I'))
                .over()
                .says();
    }

    @ParameterizedTest
    @ValueSource(
            chars = {
                '1', '2', '3', 'n', 's', 'c', 'I', 'Z', 'T', 't', 'D', 'd', 'C', 'G', 'H', 'W', 'E', 'N', 'A', 'V', 'K',
                'R', 'S', 'v'
            })
    void lengthThatCannotBe_isLost(char type) {
        for (int length : new int[] {-1, 0, 3, 0x40000004, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            Conversation.begun().server(lying(type, length)).saysAt("< " + BEFORE + " Lost[reason=LENGTH]");
        }
    }

    @ParameterizedTest
    @ValueSource(chars = {'C', 'G', 'Z', 'K', '1'})
    void lengthThatLibpqDoesNotTakeOfThatType_isLost(char type) {
        conversation.server(lying(type, 30_001)).says("< Lost[reason=LENGTH]");
    }

    @Test
    void lengthThatLiesInTheMiddleOfRows_endsTheRunFirst() {
        conversation
                .server(row("a"), lying('D', 5), row("b"))
                .says("< DataRowsBegun", "< DataRows[rows=1, bytes=7]", "< Lost[reason=LENGTH]");
    }

    @ParameterizedTest
    @ValueSource(chars = {'\0', 'Q', 'z', '\u00ff'})
    void typeThatTheProtocolDoesNotHave_isLost(char type) {
        conversation.server(bytes(new byte[] {(byte) type}, int32(4))).says("< Lost[reason=UNKNOWN_MESSAGE]");
    }

    @Test
    void textThatLooksLikeAnErrorOfProtocol2InAKnownSession_isLost() {
        conversation.server(text("Ecould not fork\0")).says("< Lost[reason=LENGTH]");
    }
}

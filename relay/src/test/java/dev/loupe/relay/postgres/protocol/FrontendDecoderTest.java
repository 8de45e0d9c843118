package dev.loupe.relay.postgres.protocol;

import static dev.loupe.relay.postgres.protocol.Messages.bind;
import static dev.loupe.relay.postgres.protocol.Messages.bytes;
import static dev.loupe.relay.postgres.protocol.Messages.execute;
import static dev.loupe.relay.postgres.protocol.Messages.int16;
import static dev.loupe.relay.postgres.protocol.Messages.int32;
import static dev.loupe.relay.postgres.protocol.Messages.lying;
import static dev.loupe.relay.postgres.protocol.Messages.message;
import static dev.loupe.relay.postgres.protocol.Messages.parse;
import static dev.loupe.relay.postgres.protocol.Messages.query;
import static dev.loupe.relay.postgres.protocol.Messages.string;
import static dev.loupe.relay.postgres.protocol.Messages.text;
import static dev.loupe.relay.postgres.protocol.Messages.values;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client says once its session has begun. */
class FrontendDecoderTest {
    private static final DecoderLimits LITTLE = new DecoderLimits(8, 4, 3, 1000);

    private final Conversation conversation = Conversation.begun();

    @Test
    void everyMessage_isNamed() {
        conversation
                .client(query("SELECT 1"), query(""))
                .client(parse("s", "SELECT $1", 23, 0), bind("p", "s", text("7"), null), execute("p", 50))
                .client(message('D', text("S"), string("s")), message('D', text("P"), string("")))
                .client(message('C', text("S"), string("s")), message('C', text("P"), string("p")))
                .client(message('H'), message('S'))
                .client(message('F', int32(957), int16(0), int16(0), int16(0)))
                .client(message('d', text("1\t2\n")), message('d'), message('c'))
                .client(message('f', string("why")), message('p', string("secret")), message('X'))
                .says(
                        "> Query 8: SELECT 1",
                        "> Query 0: ",
                        "> Parse 's' [23, 0] 9: SELECT $1",
                        "> Bind 'p' 's' (text 37, null)",
                        "> Execute[portal=p, maxRows=50]",
                        "> Describe[named=STATEMENT, name=s]",
                        "> Describe[named=PORTAL, name=]",
                        "> Close[named=STATEMENT, name=s]",
                        "> Close[named=PORTAL, name=p]",
                        "> Flush",
                        "> Sync",
                        "> FunctionCall[function=957]",
                        "> CopyDataBegun",
                        "> CopyData[messages=2, bytes=4]",
                        "> CopyDone",
                        "> CopyFail",
                        "> AuthenticationResponse",
                        "> Terminate");
    }

    @Test
    void negativeLimitOfRows_isNone() {
        conversation.client(execute("", -1)).says("> Execute[portal=, maxRows=0]");
    }

    @Test
    void runOfCopiedData_endsWithTheConnection() {
        conversation
                .client(message('d', text("1\n")), message('d', text("22\n")), lying('d', 100), text("not whole"))
                .over()
                .saysAt("> 24 CopyDataBegun", "> 34 CopyData[messages=2, bytes=5]");
    }

    @Test
    void formatsOfParameters_areThoseOfEachOrOfAll() {
        byte[] head = bytes(string(""), string("s"));
        byte[] two = values(text("a"), text("b"));
        conversation
                .client(message('B', head, int16(1), int16(1), two, int16(0)))
                .client(message('B', head, int16(2), int16(0), int16(1), two, int16(1), int16(1)))
                .client(message('B', head, int16(0), values(), int16(0)))
                .client(message('B', head, int16(0), values(text("")), int16(0)))
                .says(
                        "> Bind '' 's' (binary 61, binary 62)",
                        "> Bind '' 's' (text 61, binary 62)",
                        "> Bind '' 's' ()",
                        "> Bind '' 's' (text )");
    }

    @Test
    void parametersThatNobodyWants_areNotKept() {
        Conversation.begun(DecoderLimits.defaults(), statement -> statement.equals("wanted"))
                .client(bind("", "wanted", text("7")), bind("", "other", text("7")))
                .says("> Bind '' 'wanted' (text 37)", "> Bind '' 'other' ()");
    }

    @Test
    void whatIsLongerThanTheLimits_isCutOrLeftOut() {
        Conversation.begun(LITTLE, statement -> true)
                .client(query("SELECT 1234"), parse("statement", "SELECT $1", 23), query("SELECT 1"))
                .client(bind("portal", "statement", text("1234"), text("123")), execute("portal", 1))
                .says(
                        "> Query 11: SELECT 1",
                        "> Parse 'stat' [23] 9: SELECT $",
                        "> Query 8: SELECT 1",
                        "> Bind 'port' 'stat' (null, text 313233)",
                        "> Execute[portal=port, maxRows=1]");
    }

    @Test
    void moreParametersThanAreKept_areLeftOutBehind() {
        byte[][] values = new byte[3000][];
        Arrays.fill(values, text("1"));
        conversation.client(bind("", "", values)).says("> Bind '' '' (" + "text 31, ".repeat(1023) + "text 31)");
    }

    @Test
    void bytesOfParametersBeyondTheLimit_areLeftOut() {
        byte[] big = new byte[400];
        Conversation.begun(new DecoderLimits(8, 4, 400, 1000), statement -> true)
                .client(bind("", "", big, big, big, text("1")))
                .says("> Bind '' '' (text " + "00".repeat(400) + ", text " + "00".repeat(400) + ", null, text 31)");
    }

    @Test
    void parametersThatDoNotFit_areMalformed() {
        byte[] head = bytes(string(""), string("s"), int16(0));
        malformed(message('B', head, int16(1), int32(5), text("1234"), int16(0)));
        malformed(message('B', head, int16(1), int32(-2), int16(0)));
        malformed(message('B', head, int16(2), int32(1), text("1"), int16(0)));
        malformed(message('B', head, values(), int16(0), new byte[1]));
        malformed(message('B', head, values(), int16(1)));
        malformed(message('B', text("12345678")));
    }

    @Test
    void textsThatDoNotEnd_areMalformed() {
        malformed(message('Q', text("SELECT 1")));
        malformed(message('Q', text("SELECT\0 1\0")));
        malformed(message('P', string("s"), text("SELECT 1")));
        malformed(message('P', string("s"), string("SELECT 1"), int16(2), int32(0)));
        malformed(message('P', string("s"), string("SELECT 1"), int16(0), int16(0)));
        malformed(message('E', text("portal"), int32(1)));
        malformed(message('E', string("portal"), int16(1)));
        malformed(message('D', text("S"), text("s")));
        malformed(message('D', text("X"), string("s")));
        malformed(message('C', text("X"), string("s")));
    }

    private static void malformed(byte[] message) {
        Conversation.begun()
                .client(query("SELECT 1"), message, query("SELECT 2"))
                .saysAt("> 33 Query 8: SELECT 1", "> 33 Lost[reason=MALFORMED]");
    }

    @ParameterizedTest
    @ValueSource(chars = {'Q', 'P', 'B', 'D', 'C', 'E', 'F', 'd', 'c', 'f', 'H', 'S', 'X', 'p'})
    void lengthThatCannotBe_isLost(char type) {
        for (int length : new int[] {-1, 0, 3, 0x40000004, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            Conversation.begun().client(lying(type, length)).saysAt("> 19 Lost[reason=LENGTH]");
        }
    }

    @ParameterizedTest
    @ValueSource(chars = {'D', 'C', 'E', 'f', 'H', 'S', 'X', 'c'})
    void lengthThatAServerDoesNotTakeOfThatType_isLost(char type) {
        conversation.client(lying(type, 10_001)).says("> Lost[reason=LENGTH]");
    }

    @ParameterizedTest
    @ValueSource(chars = {'Q', 'P', 'B', 'd'})
    void messageOfAGigabyte_isAwaited(char type) {
        conversation
                .client(lying(type, 0x3ffffffe), new byte[50])
                .says(type == 'd' ? new String[] {"> CopyDataBegun"} : new String[0]);
    }

    @ParameterizedTest
    @ValueSource(chars = {'\0', 'A', 'Z', 'q', '\u007f', '\u00ff'})
    void typeThatTheProtocolDoesNotHave_isLostOnce(char type) {
        conversation
                .client(message('d', text("1\n")), bytes(new byte[] {(byte) type}, int32(4)), query("SELECT 1"))
                .saysAt("> 24 CopyDataBegun", "> 26 CopyData[messages=1, bytes=2]", "> 26 Lost[reason=UNKNOWN_MESSAGE]")
                .client(query("SELECT 1"))
                .over()
                .says();
    }
}

package dev.loupe.relay.postgres.statement;

import dev.loupe.relay.postgres.protocol.FrontendEvent.Parameter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * A parameter's value as text, the same as it would stand in a path, a header or a document, so that its pseudonym is the
 * same. What is not surely known is empty, never a guess.
 */
public final class ParameterText {
    /* Object identifiers of types: pg_type.dat in PostgreSQL's source; they never change. */
    private static final int INT2 = 21;
    private static final int INT4 = 23;
    private static final int INT8 = 20;
    private static final int OID = 26;
    private static final int NAME = 19;
    private static final int TEXT = 25;
    private static final int BPCHAR = 1042;
    private static final int VARCHAR = 1043;
    private static final int UUID_TYPE = 2950;

    private ParameterText() {}

    /**
     * Its text; empty if that is not sure, or if there is no value.
     *
     * @param type OID of its type, as the client or the server has said it; 0 if neither has
     */
    public static Optional<String> of(Parameter parameter, int type) {
        byte[] value = parameter.value();
        if (value == null) {
            return Optional.empty();
        }
        return parameter.binary() ? binary(value, type) : text(value);
    }

    private static Optional<String> binary(byte[] value, int type) {
        ByteBuffer bytes = ByteBuffer.wrap(value);
        return switch (type) {
            case INT2 -> value.length == 2 ? Optional.of(Short.toString(bytes.getShort())) : Optional.empty();
            case INT4 -> value.length == 4 ? Optional.of(Integer.toString(bytes.getInt())) : Optional.empty();
            case INT8 -> value.length == 8 ? Optional.of(Long.toString(bytes.getLong())) : Optional.empty();
            case OID -> value.length == 4 ? Optional.of(Integer.toUnsignedString(bytes.getInt())) : Optional.empty();
            case UUID_TYPE ->
                value.length == 16
                        ? Optional.of(new UUID(bytes.getLong(), bytes.getLong()).toString())
                        : Optional.empty();
            case TEXT, VARCHAR, BPCHAR, NAME -> text(value);
            default -> Optional.empty();
        };
    }

    /** A client that does not speak UTF-8 is understood as far as it speaks ASCII. */
    private static Optional<String> text(byte[] value) {
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}

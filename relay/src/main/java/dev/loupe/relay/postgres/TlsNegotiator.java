package dev.loupe.relay.postgres;

import dev.loupe.relay.net.tls.TlsBeginning;
import dev.loupe.relay.postgres.PostgresRelaySettings.TlsNegotiation;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * How TLS with a PostgreSQL server begins (PostgreSQL manual, "SSL Session Encryption").
 *
 * @param negotiation with or without a question
 */
record TlsNegotiator(TlsNegotiation negotiation) implements TlsBeginning.Negotiation {
    /** How PostgreSQL is named in ALPN. */
    static final String PROTOCOL = "postgresql";

    @Override
    public boolean isDirect() {
        return negotiation == TlsNegotiation.DIRECT;
    }

    @Override
    public ByteBuf question(ByteBufAllocator allocator) {
        return allocator
                .buffer(StartPacket.REQUEST_BYTES)
                .writeInt(StartPacket.REQUEST_BYTES)
                .writeInt(StartPacket.CODE_SSL);
    }

    @Override
    public boolean isYes(ByteBuf answer) {
        return answer.readableBytes() == 1 && answer.getByte(answer.readerIndex()) == 'S';
    }

    /** Nobody but PostgreSQL may be meant, where the server has not said so before. */
    @Override
    public boolean accepts(String applicationProtocol) {
        return applicationProtocol == null ? !isDirect() : applicationProtocol.equals(PROTOCOL);
    }
}

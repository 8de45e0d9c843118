package dev.loupe.relay.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.postgres.protocol.BackendEvent.CopyInResponse;
import dev.loupe.relay.postgres.protocol.BackendEvent.ReadyForQuery;
import dev.loupe.relay.postgres.protocol.FrontendEvent;
import dev.loupe.relay.postgres.protocol.FrontendEvent.CopyDone;
import dev.loupe.relay.postgres.protocol.FrontendEvent.Execute;
import dev.loupe.relay.postgres.protocol.FrontendEvent.Query;
import dev.loupe.relay.postgres.protocol.FrontendEvent.Sync;
import dev.loupe.relay.postgres.protocol.SqlText;
import org.junit.jupiter.api.Test;

class AwaitedTest {
    private static final Query QUERY = new Query(SqlText.of("COPY t FROM STDIN"));
    private static final Execute EXECUTE = new Execute("", 0);

    private final Awaited awaited = new Awaited();

    private AwaitedTest client(FrontendEvent... events) {
        for (FrontendEvent event : events) {
            awaited.frontend(event, 0);
        }
        return this;
    }

    private AwaitedTest ready(char status) {
        awaited.backend(new ReadyForQuery(status), 0);
        return this;
    }

    private AwaitedTest copies() {
        awaited.backend(new CopyInResponse(1), 0);
        return this;
    }

    private boolean idle() {
        return awaited.isIdle(0, 0);
    }

    @Test
    void sessionThatHasStarted_isIdle() {
        assertThat(idle()).isFalse();
        assertThat(ready('I').idle()).isTrue();
    }

    @Test
    void transaction_isNotIdle() {
        assertThat(client(QUERY).ready('T').idle()).isFalse();
        assertThat(client(QUERY).ready('I').idle()).isTrue();
    }

    @Test
    void pipeline_isIdleAfterItsLastAnswer() {
        client(EXECUTE, Sync.INSTANCE, EXECUTE, Sync.INSTANCE);
        assertThat(ready('I').idle()).isFalse();
        assertThat(ready('I').idle()).isTrue();
    }

    @Test
    void statementWithoutASync_isNotIdle() {
        assertThat(client(EXECUTE, Sync.INSTANCE, EXECUTE).ready('I').idle()).isFalse();
    }

    @Test
    void copyOfASimpleQuery_isIdleAfterIt() {
        client(QUERY).copies().client(CopyDone.INSTANCE);
        assertThat(ready('I').idle()).isTrue();
    }

    /** libpq sends one Sync behind the statement, which the server passes over, and one behind the rows. */
    @Test
    void copyOfAnExtendedQuery_isIdleAfterIt() {
        client(EXECUTE, Sync.INSTANCE).copies().client(CopyDone.INSTANCE, Sync.INSTANCE);
        assertThat(ready('I').idle()).isTrue();
    }

    @Test
    void partOfAMessage_isNotIdle() {
        ready('I');
        assertThat(awaited.isIdle(1, 0)).isFalse();
        assertThat(awaited.isIdle(0, 1)).isFalse();
    }
}

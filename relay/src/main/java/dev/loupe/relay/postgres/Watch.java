package dev.loupe.relay.postgres;

import dev.loupe.relay.net.Advice;
import dev.loupe.relay.postgres.SessionObserver.Blind;
import dev.loupe.relay.postgres.SessionObserver.SessionEnd;
import dev.loupe.relay.postgres.protocol.BackendDecoder;
import dev.loupe.relay.postgres.protocol.BackendEvent;
import dev.loupe.relay.postgres.protocol.DecoderLimits;
import dev.loupe.relay.postgres.protocol.Events;
import dev.loupe.relay.postgres.protocol.FrontendDecoder;
import dev.loupe.relay.postgres.protocol.FrontendEvent;
import io.netty.buffer.ByteBuf;

/**
 * Both decoders of a session: what they say is looked at for what the relay has to know, and told to the observer. Where they
 * lose track, or the observer fails, nothing more is looked at. Touched on the session's event loop only.
 */
final class Watch {
    private final SafeSession observer;
    private final Advice advice;
    private final Awaited awaited = new Awaited();
    private final Events<FrontendEvent> frontendEvents = this::frontend;
    private final Events<BackendEvent> backendEvents = this::backend;

    private FrontendDecoder frontend;
    private BackendDecoder backend;
    private long fromClient;
    private long fromServer;
    private boolean started;
    private boolean terminated;
    private boolean cancels;

    Watch(SafeSession observer, Advice advice) {
        this.observer = observer;
        this.advice = advice;
        if (!observer.isBlind()) {
            frontend = new FrontendDecoder(DecoderLimits.defaults(), observer::wantsParameters);
            backend = new BackendDecoder(DecoderLimits.defaults());
        }
    }

    /** The client has said that; it is to be called before it is passed on. */
    void client(ByteBuf bytes) {
        if (frontend != null) {
            fromClient += bytes.readableBytes();
            try {
                frontend.feed(bytes, frontendEvents);
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                failed(e);
            }
            forgetIfBlind();
        }
    }

    /** The server has said that; it is to be called before it is passed on. */
    void server(ByteBuf bytes) {
        if (backend != null) {
            fromServer += bytes.readableBytes();
            try {
                backend.feed(bytes, backendEvents);
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                failed(e);
            }
            forgetIfBlind();
        }
    }

    void clientStalls(boolean stalls) {
        observer.clientStalls(stalls);
    }

    /** Whether nothing more is looked at. */
    boolean isBlind() {
        return backend == null;
    }

    /** Whether the session is idle, outside a transaction; never where nothing is looked at. */
    boolean isIdle() {
        return backend != null && awaited.isIdle(fromClient, fromServer);
    }

    /** Whether something may be put behind what the server has said. */
    boolean mayAddMessage() {
        return backend != null && started && awaited.isBetweenMessages(fromServer);
    }

    /** The session is over. */
    void ended(SessionObserver.Side by, boolean orderly) {
        if (frontend != null) {
            try {
                frontend.end(frontendEvents);
                backend.end(backendEvents);
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                failed(e);
            }
        }
        frontend = null;
        backend = null;
        boolean announced = orderly || terminated || (cancels && by == SessionObserver.Side.SERVER);
        observer.ended(new SessionEnd(terminated && !orderly ? SessionObserver.Side.CLIENT : by, announced));
    }

    private void frontend(FrontendEvent event, long end) {
        if (observer.isBlind()) {
            return;
        }
        awaited.frontend(event, end);
        observer.frontend(event, end);
        if (event instanceof FrontendEvent.StartupMessage startup) {
            if (ReplicationMode.isOn(startup.parameters().getOrDefault("replication", ""))) {
                observer.blind(Blind.REPLICATION);
            }
        } else if (event instanceof FrontendEvent.SslRequest || event instanceof FrontendEvent.GssEncRequest) {
            backend.encryptionAsked();
        } else if (event instanceof FrontendEvent.Terminate) {
            terminated = true;
        } else if (event instanceof FrontendEvent.CancelRequest) {
            cancels = true;
        } else if (event instanceof FrontendEvent.Lost) {
            lost();
        }
    }

    private void backend(BackendEvent event, long end) {
        if (observer.isBlind()) {
            return;
        }
        awaited.backend(event, end);
        observer.backend(event, end);
        if (event instanceof BackendEvent.EncryptionAnswer answer) {
            if (answer.answer() != 'N') {
                advice.about(Topic.ENCRYPTED);
                observer.blind(Blind.ENCRYPTED);
            }
        } else if (event instanceof BackendEvent.ReadyForQuery) {
            started = true;
        } else if (event instanceof BackendEvent.Lost) {
            lost();
        }
    }

    private void lost() {
        advice.about(Topic.LOST);
        observer.blind(Blind.LOST);
    }

    private void failed(Throwable why) {
        advice.about(Topic.FAILED);
        observer.failed(why);
    }

    private void forgetIfBlind() {
        if (observer.isBlind()) {
            frontend = null;
            backend = null;
        }
    }
}

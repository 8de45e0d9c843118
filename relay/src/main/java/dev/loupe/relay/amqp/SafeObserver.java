package dev.loupe.relay.amqp;

import dev.loupe.relay.amqp.protocol.ClientEvent;
import dev.loupe.relay.amqp.protocol.MessageEdit;
import dev.loupe.relay.amqp.protocol.ServerEvent;
import io.netty.buffer.ByteBuf;
import java.util.Objects;

/**
 * Stands between the relay and an observer: what the observer throws ends the observation, never the traffic. One that has
 * failed is still told that the connection goes blind, and that it has ended, so that it can put away what it holds.
 */
final class SafeObserver implements ConnectionObserver {
    private final SafePath path;
    private final ConnectionObserver observer;
    private boolean blind;

    private SafeObserver(SafePath path, ConnectionObserver observer) {
        this.path = path;
        this.observer = observer;
    }

    static SafeObserver begin(SafePath path, AmqpPath observed) {
        try {
            return new SafeObserver(path, Objects.requireNonNull(observed.begin(), "no observer"));
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            SafeObserver unobserved = new SafeObserver(path, new Nobody());
            unobserved.blind = true;
            path.lost(e);
            return unobserved;
        }
    }

    /** Whether nothing more is observed. */
    boolean isBlind() {
        return blind;
    }

    /** Something failed, the observer or a decoder. */
    void failed(Throwable why) {
        path.lost(why);
        blind(Blind.LOST);
    }

    @Override
    public void client(ClientEvent event) {
        if (!blind) {
            try {
                observer.client(event);
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                failed(e);
            }
        }
    }

    @Override
    public MessageEdit publishes(ClientEvent.BasicPublish message, ByteBuf body, int room, boolean mayRaise) {
        if (!blind) {
            try {
                return Objects.requireNonNull(observer.publishes(message, body, room, mayRaise), "no edit");
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                failed(e);
            }
        }
        return MessageEdit.NONE;
    }

    @Override
    public void publishBody(int channel, ByteBuf part, boolean last) {
        if (!blind) {
            try {
                observer.publishBody(channel, part, last);
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                failed(e);
            }
        }
    }

    @Override
    public void server(ServerEvent event) {
        if (!blind) {
            try {
                observer.server(event);
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                failed(e);
            }
        }
    }

    @Override
    public void deliveryBody(int channel, ByteBuf part, boolean last) {
        if (!blind) {
            try {
                observer.deliveryBody(channel, part, last);
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                failed(e);
            }
        }
    }

    @Override
    public boolean swallows(ServerEvent.BasicReturn message) {
        if (!blind) {
            try {
                return observer.swallows(message);
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                failed(e);
            }
        }
        return false;
    }

    @Override
    public void clientStalls(boolean stalls) {
        if (!blind) {
            try {
                observer.clientStalls(stalls);
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                failed(e);
            }
        }
    }

    @Override
    public void serverStalls(boolean stalls) {
        if (!blind) {
            try {
                observer.serverStalls(stalls);
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                failed(e);
            }
        }
    }

    @Override
    public void blind(Blind why) {
        if (!blind) {
            blind = true;
            try {
                observer.blind(why);
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                path.lost(e);
            }
        }
    }

    @Override
    public void ended(ConnectionEnd end) {
        try {
            observer.ended(end);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            path.lost(e);
        }
    }

    private record Nobody() implements ConnectionObserver {
        @Override
        public void client(ClientEvent event) {}

        @Override
        public MessageEdit publishes(ClientEvent.BasicPublish message, ByteBuf body, int room, boolean mayRaise) {
            return MessageEdit.NONE;
        }

        @Override
        public void publishBody(int channel, ByteBuf part, boolean last) {}

        @Override
        public void server(ServerEvent event) {}

        @Override
        public void deliveryBody(int channel, ByteBuf part, boolean last) {}

        @Override
        public boolean swallows(ServerEvent.BasicReturn message) {
            return false;
        }

        @Override
        public void clientStalls(boolean stalls) {}

        @Override
        public void serverStalls(boolean stalls) {}

        @Override
        public void blind(Blind why) {}

        @Override
        public void ended(ConnectionEnd end) {}
    }
}

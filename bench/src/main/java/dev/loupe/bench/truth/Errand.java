package dev.loupe.bench.truth;

import static dev.loupe.bench.truth.Carries.CONTEXT;
import static dev.loupe.bench.truth.Carries.KEY;
import static dev.loupe.bench.truth.Carries.NOTHING;

import dev.loupe.bench.truth.Step.Call;
import dev.loupe.bench.truth.Step.Meet;
import dev.loupe.bench.truth.Step.Publish;
import dev.loupe.bench.truth.Step.Transaction;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a client can want, and what a service does for it. Every order is about one visit, but where it says otherwise. */
enum Errand {
    /** The order stands in the path, of the request and of a call, and in another call's body. */
    PRICE(30) {
        @Override
        Call request(String order) {
            return Call.plain(KEY, "PUT", "/orders/" + order + "/price");
        }

        @Override
        List<Step> steps(String order) {
            return List.of(
                    Call.plain(KEY, "GET", "/parts/" + order),
                    new Transaction(KEY, Optional.of(order), "UPDATE prices", 3),
                    Call.json(KEY, "POST", "/prices", json(order)));
        }
    },
    /** The order stands in the request's body. */
    PLACE(20) {
        @Override
        Call request(String order) {
            return Call.json(KEY, "POST", "/orders", json(order));
        }

        @Override
        List<Step> steps(String order) {
            return List.of(
                    withField(KEY, "GET", "/stock", order),
                    new Transaction(KEY, Optional.of(order), "INSERT orders", 2),
                    Call.plain(KEY, "PUT", "/orders/" + order + "/price"));
        }
    },
    /** The order stands in a field. */
    VIEW(10) {
        @Override
        Call request(String order) {
            return withField(KEY, "GET", "/views", order);
        }

        @Override
        List<Step> steps(String order) {
            return List.of(Call.plain(KEY, "GET", "/views/" + order));
        }
    },
    /** This part of the service hands {@code traceparent} on. */
    FORWARD(10) {
        @Override
        Call request(String order) {
            return Call.plain(KEY, "GET", "/rates/" + order);
        }

        @Override
        List<Step> steps(String order) {
            return List.of(
                    Call.plain(CONTEXT, "GET", "/rates"),
                    Call.plain(CONTEXT, "GET", "/parts/" + order),
                    new Transaction(CONTEXT, Optional.empty(), "SELECT rates", 2));
        }
    },
    /** Nothing says what it is about. */
    BROWSE(8) {
        @Override
        Call request(String order) {
            return Call.plain(NOTHING, "GET", "/catalogue");
        }

        @Override
        List<Step> steps(String order) {
            return List.of(
                    Call.plain(NOTHING, "GET", "/texts"),
                    new Transaction(NOTHING, Optional.empty(), "SELECT articles", 2),
                    new Transaction(NOTHING, Optional.empty(), "SELECT offers", 1));
        }
    },
    /** One call with the order, one without. */
    LOOK(10) {
        @Override
        Call request(String order) {
            return Call.plain(KEY, "GET", "/orders/" + order);
        }

        @Override
        List<Step> steps(String order) {
            return List.of(
                    Call.plain(NOTHING, "GET", "/materials"),
                    new Transaction(KEY, Optional.of(order), "SELECT orders", 1),
                    Call.plain(KEY, "GET", "/parts/" + order));
        }
    },
    /** Answered with 202; work goes on, some of it with the order. One client in 20 asks how far it is. */
    CALCULATE(9) {
        @Override
        Call request(String order) {
            return Call.plain(KEY, "POST", "/orders/" + order + "/calculation");
        }

        @Override
        List<Step> steps(String order) {
            return List.of(Call.plain(KEY, "GET", "/parts/" + order));
        }

        @Override
        List<Step> later(String order) {
            return List.of(
                    new Transaction(KEY, Optional.of(order), "INSERT results", 2),
                    Call.json(KEY, "POST", "/results", json(order)),
                    Call.plain(NOTHING, "PUT", "/notices"));
        }
    },
    /** Two requests about one order, surely in flight together while the service works for both. */
    TWICE(1) {
        @Override
        Call request(String order) {
            return PRICE.request(order);
        }

        @Override
        List<Step> steps(String order) {
            return List.of(
                    new Meet(),
                    Call.plain(KEY, "GET", "/parts/" + order),
                    new Transaction(KEY, Optional.of(order), "UPDATE prices", 2),
                    new Meet());
        }
    },
    /**
     * The client hangs up and asks again; the service, which has not noticed, works for both. In the last quarter of a
     * case's visits only, since nothing is the sole request's for a while afterwards.
     */
    AGAIN(2) {
        @Override
        Call request(String order) {
            return PRICE.request(order);
        }

        @Override
        List<Step> steps(String order) {
            return List.of(
                    new Meet(),
                    Call.plain(KEY, "GET", "/parts/" + order),
                    Call.plain(NOTHING, "GET", "/offers"),
                    new Transaction(KEY, Optional.of(order), "UPDATE prices", 2),
                    new Meet());
        }
    },
    /** A message with the order leaves from inside the request. */
    ANNOUNCE(0, 50) {
        @Override
        Call request(String order) {
            return Call.plain(KEY, "PUT", "/orders/" + order + "/price");
        }

        @Override
        List<Step> steps(String order) {
            return List.of(
                    new Publish(KEY, "order.announced", Optional.of(order)), Call.plain(KEY, "GET", "/parts/" + order));
        }
    },
    /** Nothing says what request and message are about. */
    REPORT(0, 20) {
        @Override
        Call request(String order) {
            return Call.plain(NOTHING, "GET", "/catalogue");
        }

        @Override
        List<Step> steps(String order) {
            return List.of(new Publish(NOTHING, "report.made", Optional.empty()));
        }
    },
    /** This part of the service hands {@code traceparent} on. */
    HAND_ON(0, 15) {
        @Override
        Call request(String order) {
            return Call.plain(KEY, "GET", "/rates/" + order);
        }

        @Override
        List<Step> steps(String order) {
            return List.of(
                    new Publish(CONTEXT, "rate.asked", Optional.empty()),
                    new Transaction(CONTEXT, Optional.empty(), "SELECT rates", 2),
                    Call.plain(CONTEXT, "GET", "/rates"));
        }
    },
    /** Answered with 202; the message leaves later. */
    PROMISE(0, 15) {
        @Override
        Call request(String order) {
            return Call.plain(KEY, "POST", "/orders/" + order + "/calculation");
        }

        @Override
        List<Step> steps(String order) {
            return List.of();
        }

        @Override
        List<Step> later(String order) {
            return List.of(
                    new Transaction(KEY, Optional.of(order), "INSERT results", 2),
                    new Publish(KEY, "order.calculated", Optional.of(order)));
        }
    };

    private final int share;
    private final int shareWithMessages;

    Errand(int share) {
        this(share, 0);
    }

    Errand(int share, int shareWithMessages) {
        this.share = share;
        this.shareWithMessages = shareWithMessages;
    }

    /** In 100 visits of a service that has a broker, or has none. */
    int share(boolean messages) {
        return messages ? shareWithMessages : share;
    }

    /** What the client sends. */
    abstract Call request(String order);

    /** What the service does before it answers. */
    abstract List<Step> steps(String order);

    /** What it does after it has answered. */
    List<Step> later(String order) {
        return List.of();
    }

    /** Whether the benchmark sees to it that the order is that of two requests at once. */
    boolean isShared() {
        return this == TWICE || this == AGAIN;
    }

    private static Call withField(Carries carries, String method, String target, String order) {
        return new Call(carries, method, target, Map.of("x-order", order), "");
    }

    static String json(String order) {
        return "{\"lines\":[{\"id\":1,\"grams\":2.5}],\"order\":{\"id\":\"" + order + "\"},\"total\":12.5}";
    }
}

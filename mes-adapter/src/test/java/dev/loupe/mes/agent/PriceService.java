package dev.loupe.mes.agent;

import dev.loupe.assembly.fixture.PlainService;
import dev.loupe.assembly.fixture.PlainService.Answer;
import java.io.IOException;
import java.net.URI;

/** A service without a word of tracing in it, to be run under an agent: reads an order's file and stores its price. */
final class PriceService {
    /** What it prints in front of its address. */
    static final String READY = "price service at ";

    private PriceService() {}

    /**
     * Runs until it is killed.
     *
     * @param args addresses of the Shop and of the store of files
     */
    public static void main(String[] args) throws IOException {
        URI shop = URI.create(args[0]);
        URI store = URI.create(args[1]);
        PlainService service = PlainService.that(asked -> {
            String order = asked.body().replaceAll("\\D+", "");
            PlainService.send("GET", store, "/files/orders/" + order + "/ring.stl", "");
            PlainService.send("PUT", shop, "/orders/" + order + "/price", "{\"price\": 7}");
            return new Answer(200, "{\"price\": 7}");
        });
        System.out.println(READY + service.address());
    }
}

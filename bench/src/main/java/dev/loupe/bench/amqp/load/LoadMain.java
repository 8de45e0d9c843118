package dev.loupe.bench.amqp.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;

/** Takes an order on each line of the standard input, and answers {@code ok RESULT} or {@code failed REASON}. */
public final class LoadMain {
    private LoadMain() {}

    /** Ends with its input. */
    public static void main(String... arguments) throws IOException {
        PrintStream out = System.out;
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(answer(line));
            out.flush();
        }
        System.exit(0);
    }

    private static String answer(String line) {
        try {
            return "ok " + new Load(LoadOrder.parse(line)).run().line();
        } catch (Exception e) {
            return "failed " + String.valueOf(e).replace('\n', ' ');
        }
    }
}

package dev.loupe.demo;

import dev.loupe.demo.broker.EmbeddedBroker;
import dev.loupe.demo.company.Story;
import dev.loupe.demo.customer.Day;
import dev.loupe.demo.customer.Ledger;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** {@code bin/demo}: the main job on an embedded default. */
public final class Main {
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    /** As a shell says it of a process that Ctrl-C has ended. */
    private static final int ENDED = 130;

    private static final long ARRIVAL_SECONDS = 10;
    private static final long ROUND_MILLIS = 1_500;

    private final Stage stage;
    private final PrintStream out;
    private final Ending ending;

    private Main(Stage stage, PrintStream out, Ending ending) {
        this.stage = stage;
        this.out = out;
        this.ending = ending;
    }

    /** Exit codes: 0 done, 1 the traces do not match what was sent, or there is no RabbitMQ, 2 wrong usage. */
    public static void main(String[] args) throws IOException, InterruptedException {
        PrintStream out =
                new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8);
        Options options = new Options();
        CommandLine commandLine = new CommandLine(options).setUsageHelpAutoWidth(true);
        try {
            commandLine.parseArgs(args);
            options.check(commandLine);
        } catch (ParameterException e) {
            System.err.println("bin/demo: " + e.getMessage() + "; see bin/demo --help");
            System.exit(WRONG_USAGE);
        }
        if (options.isHelp()) {
            commandLine.usage(out);
            return;
        }
        if (!EmbeddedBroker.isInstalled()) {
            System.err.println("bin/demo: needs RabbitMQ; install it: apt-get install rabbitmq-server");
            System.exit(FAILED);
        }
        Ending ending = Ending.ofThisProcess();
        int exit;
        try {
            exit = play(options, out, ending);
        } finally {
            ending.done();
        }
        System.exit(exit);
    }

    private static int play(Options options, PrintStream out, Ending ending) throws IOException, InterruptedException {
        try (Stage stage =
                Stage.set(FreePort.orAny(options.port()), FreePort.orAny(options.consolePort()), System.getenv())) {
            try {
                out.println(new Welcome(stage, options, System.getenv()).text());
                return new Main(stage, out, ending).run(options.isOnce());
            } catch (IOException | InterruptedException | RuntimeException e) {
                if (!ending.isAsked()) {
                    throw e;
                }
                return ENDED;
            } finally {
                // What is ended now is ended properly.
                Thread.interrupted();
            }
        }
    }

    private int run(boolean once) throws IOException, InterruptedException {
        Story story = new Story(stage.company());
        try (Day day = new Day(stage.access(), new Ledger(), line -> out.println("  - " + line))) {
            if (!isRight(day) || !isRight(story)) {
                return FAILED;
            }
            if (once) {
                out.println("Without --once it goes on, with consoles to look at.");
            } else {
                stays(day, story);
            }
            return 0;
        }
    }

    private boolean isRight(Day day) throws IOException, InterruptedException {
        day.once();
        out.println();
        List<String> wrong = check(day.ledger());
        out.println("What the traces say (\"client\" is how long the client made the proxy wait):");
        out.println(Table.of(stage.seen()));
        return said(
                wrong,
                stage.seen().size() + " spans, one for each of the "
                        + day.ledger().facts().size()
                        + " operations; every name, size and outcome matches, and every byte came back as it went up.");
    }

    private boolean isRight(Story story) throws IOException, InterruptedException {
        out.println("\n"
                + "Then, ten orders of nine customers at the same time, two operators in the CRM, and an"
                + " accountant\n"
                + "with a workbook:");
        story.happens();
        List<String> wrong = story.wrong();
        out.println(story.told());
        return said(
                wrong,
                story.extent() + ", each where the services' own ledgers have it.\n"
                        + "Every order is one journey, checkouts are one trace from the Shop to the store and"
                        + " the databases, lost prices\n"
                        + "and stuck orders are reported, waits for locks name who was in the way, and no order"
                        + " number, name, address\n"
                        + "or note is to be seen.");
    }

    private boolean said(List<String> wrong, String otherwise) {
        wrong.forEach(line -> out.println("WRONG: " + line));
        if (wrong.isEmpty()) {
            out.println(otherwise);
        }
        return wrong.isEmpty();
    }

    /** Spans arrive a moment after their responses: waits until all are there, and then for none to be too many. */
    private List<String> check(Ledger ledger) throws InterruptedException {
        List<String> wrong = new ArrayList<>(ledger.complaints());
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(ARRIVAL_SECONDS);
        List<String> differences = Comparison.differences(ledger.facts(), stage.seen());
        while (!differences.isEmpty() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(50);
            differences = Comparison.differences(ledger.facts(), stage.seen());
        }
        wrong.addAll(differences);
        return wrong;
    }

    private void stays(Day day, Story story) throws IOException, InterruptedException {
        out.println("The traffic goes on. Ctrl-C ends it.");
        for (int round = 1; !ending.isAskedWithin(ROUND_MILLIS); round++) {
            day.goesOn(round);
            story.goesOn(round);
        }
    }
}

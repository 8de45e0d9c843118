package dev.loupe.demo.customer;

import dev.loupe.demo.ring.RingFormat;
import dev.loupe.demo.store.S3Access;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A day at the jeweller's: orders come in with their models, the workshop reads them, and some things go wrong. */
public final class Day implements AutoCloseable {
    private static final List<RingFormat> FORMATS = List.copyOf(EnumSet.allOf(RingFormat.class));
    private static final long KIB = 1024;
    private static final long MIB = 1024 * KIB;
    private static final long SLOW_READER = 12 * MIB;
    private static final String BUCKET = "rings";

    private final Path folder;
    private final Ledger ledger;
    private final Workbench workbench;
    private final Consumer<String> says;
    private final List<Model> models = new ArrayList<>();
    private int order = 10_233;

    /**
     * @param access to the store, through whatever stands before it
     * @param ledger where everything that was done is written down
     * @param says is told what happens, in words
     */
    public Day(S3Access access, Ledger ledger, Consumer<String> says) throws IOException {
        this.folder = Files.createTempDirectory("loupe-rings");
        this.ledger = ledger;
        this.workbench = new Workbench(access, BUCKET, ledger);
        this.says = says;
    }

    /** Everything once: about 30 operations, some seconds. */
    public void once() throws IOException, InterruptedException {
        workbench.opensShop();
        uploads();
        reads();
        trouble();
        housekeeping();
    }

    private void uploads() throws IOException {
        says.accept("customers upload their rings");
        upload("ring-emerald", RingFormat.STL_BINARY, 10 * KIB);
        upload("ring-engraved", RingFormat.STL_ASCII, 300 * KIB);
        upload("signet", RingFormat.OBJ, 600 * KIB);
        upload("ring-twisted", RingFormat.PLY_BINARY, 2 * MIB);
        upload("ring-celtic", RingFormat.PLY_ASCII, 1 * MIB);
        upload("ring-pavé", RingFormat.GLB, 8 * MIB);
        upload("кольцо с сапфиром + опал", RingFormat.GLB, 64 * KIB);
        says.accept("a very detailed one goes up in parts");
        Model large = model("ring-filigree", RingFormat.STL_BINARY, 50 * MIB);
        workbench.uploadsInParts(large);
    }

    private Model model(String name, RingFormat format, long size) throws IOException {
        order++;
        String key = "orders/" + order + '/' + name + '.' + format.extension();
        Model model = Model.make(folder, key, format, size, order);
        models.add(model);
        return model;
    }

    private void upload(String name, RingFormat format, long size) throws IOException {
        workbench.uploads(model(name, format, size));
    }

    private void reads() throws IOException, InterruptedException {
        says.accept("the workshop reads them back");
        for (Model model : models) {
            workbench.readsBack(model);
        }
        says.accept("a preview needs only the first part of a file");
        workbench.readsRange(models.get(3), 0, 4 * 1024);
        workbench.readsRange(largest(), 20 * MIB, 256 * 1024);
        says.accept("somebody opens a link from an e-mail");
        workbench.opensLink(models.get(6));
    }

    private void trouble() throws IOException {
        says.accept("a slow workstation reads the large one");
        workbench.readsSlowly(largest(), SLOW_READER);
        says.accept("a file that was never uploaded is asked for");
        workbench.looksForMissing("orders/10999/ring-lost.stl");
        says.accept("somebody closes the viewer in the middle of a download");
        workbench.breaksOff(largest(), (int) MIB);
    }

    private void housekeeping() {
        says.accept("the evening: look, list, copy, delete");
        Model first = models.get(0);
        workbench.asksAbout(first);
        workbench.lists("orders/");
        workbench.copies(first, "archive/" + first.key());
        workbench.deletes("archive/" + first.key());
    }

    private Model largest() {
        return models.stream().max(Comparator.comparingLong(Model::size)).orElseThrow();
    }

    /** A little more of the usual, for a page that shows something. */
    public void goesOn(int round) throws IOException {
        Model model = models.get(round % (models.size() - 1));
        workbench.readsBack(model);
        workbench.readsRange(largest(), (long) (round % 40) * MIB, 512 * 1024);
        if (round % 5 == 0) {
            upload("ring-" + round, FORMATS.get(round / 5 % FORMATS.size()), 200 * KIB);
        }
        if (round % 7 == 0) {
            workbench.looksForMissing("orders/" + (11_000 + round) + "/ring-lost.stl");
        }
        if (round % 11 == 0) {
            workbench.readsSlowly(models.get(5), 4 * MIB);
        }
    }

    /** What was really done. */
    public Ledger ledger() {
        return ledger;
    }

    /** Removes the models. */
    @Override
    public void close() throws IOException {
        workbench.close();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}

package dev.loupe.bench.s3;

import dev.loupe.bench.load.Request;
import java.util.List;
import java.util.stream.Stream;

/**
 * One line of the benchmark: an operation at a concurrency.
 *
 * @param request what every connection repeats
 * @param size the object's size as the case's name has it
 * @param connections kept busy all the time
 */
record S3Case(Request request, String size, int connections) {

    static S3Case get(StoredObject object, int connections) {
        return new S3Case(object.get(), object.label(), connections);
    }

    static S3Case put(StoredObject object, int connections) {
        return new S3Case(object.put(), object.label(), connections);
    }

    /** All operations at one concurrency. */
    static List<S3Case> at(int connections) {
        return Stream.concat(
                        Stream.of(StoredObject.KB_1, StoredObject.KB_64, StoredObject.MB_1, StoredObject.MB_16)
                                .map(object -> get(object, connections)),
                        Stream.of(put(StoredObject.MB_1, connections)))
                .toList();
    }

    /** Such as {@code GET 1KB c16}. */
    String label() {
        return request.method() + " " + size + " c" + connections;
    }
}

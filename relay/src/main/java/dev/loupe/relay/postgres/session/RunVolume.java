package dev.loupe.relay.postgres.session;

/** How much went both ways for one statement. Bytes are those of whole messages; -1 rows are rows that nobody spoke of. */
final class RunVolume {
    private long sent;
    private long received;
    private long returned;
    private long affected = -1;
    private boolean returns;
    private int portions;

    void sent(long bytes) {
        sent += bytes;
    }

    void received(long bytes) {
        received += bytes;
    }

    /** Rows have been sent to the client. */
    void returned(long rows) {
        returned += rows;
        returns = true;
    }

    /** The server has said how many rows it was. */
    void done(String tag, boolean copiedOut) {
        long rows = Tag.rows(tag);
        if (copiedOut) {
            returned(Math.max(rows, 0));
        } else if (Tag.returnsRows(tag)) {
            // SELECT INTO and CREATE TABLE AS count rows under the same tag, and send none.
            if (returned == 0 && rows > 0) {
                affected = rows;
            } else {
                returns = true;
            }
        } else if (rows >= 0) {
            affected = rows;
        }
    }

    void portion() {
        portions++;
    }

    long sent() {
        return sent;
    }

    long received() {
        return received;
    }

    /** -1 if it is not of the kind that returns rows. */
    long returned() {
        return returns ? returned : -1;
    }

    long affected() {
        return affected;
    }

    /** Returned or touched. */
    long rows() {
        return Math.max(returned, Math.max(affected, 0));
    }

    int portions() {
        return portions;
    }
}

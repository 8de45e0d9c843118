package dev.loupe.relay.postgres.session;

/** Finds the statements that share an implicit transaction. Of most there is one alone, for which nothing is made. */
final class Batches {
    private StatementRun first;
    private Batch batch;

    void joins(StatementRun run) {
        if (first == null) {
            first = run;
            return;
        }
        if (batch == null) {
            batch = new Batch();
            batch.belongs(Belonging.UNKNOWN.after(
                    first.judged().verdict(), first.known().shape().isEmpty()));
            first.joins(batch);
        }
        run.joins(batch);
    }

    void ends() {
        first = null;
        batch = null;
    }
}

package dev.loupe.demo.company;

import dev.loupe.demo.ledger.Ran;
import dev.loupe.telemetry.Names;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Holds the spans of statements and transactions against those that the services wrote down: each is in the trace of the
 * request that it was run for, or leads there where the ledger too shows that several requests could have been the reason.
 */
final class StatementCheck {
    /** What a pool and a driver say for themselves. */
    private static final Set<String> CHATTER = Set.of("SET", "SHOW", "_OTHER", "");

    private static final Set<String> EVIDENCE = Set.of("key", "transaction", "sole", "none");

    private final List<Ran> ran;
    private final List<Sight> sights;
    private final Map<String, Sight> bySpan;
    private final Causes causes;
    private final Candidacy candidacy;
    private final Map<String, Predicate<String>> excluded;

    /**
     * A check of what there is now.
     *
     * @param causes of the statements
     * @param excluded for each service, which of its requests leave no span
     */
    StatementCheck(List<Ran> ran, Causes causes, List<Sight> sights, Map<String, Predicate<String>> excluded) {
        this.ran = ran;
        this.sights = sights;
        this.bySpan = sights.stream().collect(Collectors.toMap(Sight::span, Function.identity(), (a, b) -> a));
        this.causes = causes;
        this.candidacy = new Candidacy(sights);
        this.excluded = excluded;
    }

    static StatementCheck of(Company company) {
        return new StatementCheck(
                company.ledger().ran(),
                Causes.of(company.ledger(), company::pseudonym),
                company.sights(),
                company.excluded());
    }

    /** One line for each difference. */
    List<String> differences() {
        List<String> differences = new ArrayList<>();
        Balance balance = new Balance();
        List<Ran> optional = new ArrayList<>();
        List<Ran> open = new ArrayList<>();
        for (Ran statement : ran) {
            boolean leavesNone = !statement.cause().operation().isEmpty()
                    && excluded.get(statement.cause().service())
                            .test(statement.cause().operation());
            (leavesNone ? optional : open).add(statement);
        }
        OpenDeeds<Ran> deeds = new OpenDeeds<>(open, this::words, statement -> causes.areSeveral(deed(statement)));
        List<Sight> doubtful = new ArrayList<>();
        for (Sight sight : sights) {
            if (sight.isStatement() && !isChatter(sight)) {
                if (sight.evidence().equals(Candidacy.AMBIGUOUS)) {
                    doubtful.add(sight);
                } else {
                    String words = cause(sight) + what(sight);
                    if (!deeds.takes(words)) {
                        balance.seen(words);
                    }
                    evidence(sight, differences);
                }
            }
        }
        settle(doubtful, deeds.left(), optional, differences).forEach(statement -> balance.done(words(statement)));
        optional.forEach(statement -> balance.optional(statement.cause().service() + ", by itself" + what(statement)));
        balance.tell(differences);
        transactions(differences);
        return differences;
    }

    private String words(Ran statement) {
        return causes.of(statement.cause()) + what(statement);
    }

    private boolean isChatter(Sight sight) {
        return CHATTER.contains(sight.said(Names.DB_OPERATION))
                && !sight.name().startsWith("SELECT")
                && cause(sight).endsWith(", by itself");
    }

    /** Finds statements that spans without a place may stand for; returns those for which there is none. */
    private List<Ran> settle(List<Sight> doubtful, List<Ran> open, List<Ran> optional, List<String> differences) {
        Matching<Ran> matching = new Matching<>(
                doubtful,
                open,
                (statement, sight) ->
                        isSame(statement, sight) && causes.leaveRoom(deed(statement), sight, candidacy.of(sight)));
        for (Sight sight : matching.without()) {
            if (!isChatter(sight) && optional.stream().noneMatch(statement -> isSame(statement, sight))) {
                String order = sight.order().isEmpty() ? "" : " about " + sight.order();
                differences.add("could be anybody's, which is not so: " + sight.service() + what(sight) + order
                        + ", of " + candidacy.of(sight).named());
            }
        }
        return matching.left();
    }

    private boolean isSame(Ran statement, Sight sight) {
        return statement.cause().service().equals(sight.service())
                && what(statement).equals(what(sight));
    }

    private static Causes.Deed deed(Ran statement) {
        return new Causes.Deed(statement.cause(), statement.keyed(), statement.when());
    }

    /** What has the order's number in it, or in its transaction, must not rest on nothing else having gone on. */
    private void evidence(Sight sight, List<String> differences) {
        String words = cause(sight) + what(sight);
        boolean right = EVIDENCE.contains(sight.evidence())
                && !(sight.evidence().equals("sole")
                        && ran.stream().noneMatch(statement -> isKeyless(statement, words)));
        if (!right) {
            differences.add("rests on \"" + sight.evidence() + "\": " + words);
        }
    }

    private boolean isKeyless(Ran statement, String words) {
        return !statement.keyed()
                && words(statement).equals(words)
                && (statement.transaction() == 0
                        || ran.stream()
                                .filter(other -> other.transaction() == statement.transaction())
                                .noneMatch(Ran::keyed));
    }

    /** The request or message that a span is below, in words. */
    private String cause(Sight sight) {
        Sight above = bySpan.get(sight.parent());
        if (above != null && above.isTransaction()) {
            above = bySpan.get(above.parent());
        }
        return above != null && above.isReason() && above.service().equals(sight.service())
                ? Causes.words(above)
                : sight.service() + ", by itself";
    }

    private String what(Sight sight) {
        Sight parent = bySpan.get(sight.parent());
        boolean within = (parent != null && parent.isTransaction())
                || sight.links().stream().map(bySpan::get).anyMatch(linked -> linked != null && linked.isTransaction());
        long rows = (long) Math.max(sight.number(Names.DB_RETURNED_ROWS), sight.number(Names.DB_ROWS_AFFECTED));
        return what(
                sight.peer(),
                sight.said(Names.DB_OPERATION),
                sight.said(Names.DB_COLLECTION),
                rows,
                within,
                sight.said(Names.DB_STATUS));
    }

    private static String what(Ran statement) {
        return what(
                statement.database(),
                statement.operation(),
                statement.table(),
                statement.rows(),
                statement.transaction() > 0,
                statement.failure());
    }

    private static String what(
            String database, String operation, String table, long rows, boolean within, String failure) {
        String about = (operation + ' ' + table).strip();
        return ", ran " + about + " in " + database + (within ? ", in a transaction" : "") + ": "
                + (failure.isEmpty() ? rows + " rows" : "failed with " + failure);
    }

    private void transactions(List<String> differences) {
        Balance balance = new Balance();
        Map<String, List<Ran>> done = new HashMap<>();
        for (Ran statement : ran) {
            if (statement.transaction() > 0) {
                String key = statement.cause().service() + ' ' + statement.transaction();
                done.computeIfAbsent(key, same -> new ArrayList<>()).add(statement);
            }
        }
        for (List<Ran> statements : done.values()) {
            String last = statements.get(statements.size() - 1).operation();
            if (last.equals("COMMIT") || last.equals("ROLLBACK")) {
                balance.done(transaction(
                        statements.get(0).cause().service(),
                        statements.get(0).database(),
                        statements.size(),
                        last.equals("COMMIT") ? "committed" : "rolled_back"));
            }
        }
        for (Sight sight : sights) {
            if (sight.isTransaction()) {
                balance.seen(transaction(
                        sight.service(),
                        sight.peer(),
                        (long) sight.number(Names.DB_TRANSACTION_STATEMENTS),
                        sight.said(Names.DB_TRANSACTION_OUTCOME)));
            }
        }
        balance.tell(differences);
    }

    private static String transaction(String service, String database, long statements, String outcome) {
        return service + ", a transaction in " + database + " of " + statements + " statements, " + outcome;
    }

    /** In words, for those who want to know how much was compared. */
    String extent() {
        Map<String, Long> byEvidence = sights.stream()
                .filter(sight -> sight.isStatement() && !isChatter(sight))
                .collect(Collectors.groupingBy(Sight::evidence, TreeMap::new, Collectors.counting()));
        long all = byEvidence.values().stream().mapToLong(Long::longValue).sum();
        long transactions = sights.stream().filter(Sight::isTransaction).count();
        String evidence = byEvidence.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
        return all + " statements (" + evidence + ") in " + transactions + " transactions and on their own";
    }
}

package org.almoner.bank;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.almoner.bankfile.CamtPart;
import org.almoner.sql.Sql;

/** Takes the pieces of a file as they come and writes them beside the books, in constant memory. */
final class ReadStatements implements Consumer<CamtPart> {

    private static final int MOST_STATEMENTS = 1_000;
    private static final int LONGEST_ID = 35;

    private static final String STATEMENT =
            """
            INSERT INTO bank_statement (file_id, position, account, statement_id, notification,
                electronic_number, expected_number, currency, opening_minor, closing_minor, balance, entries)
            SELECT ?, ?, v.account, ?, v.notification, v.number,
                   CASE WHEN v.number > e.next THEN e.next END, ?::text, ?::bigint, ?::bigint, ?, ?
            FROM (VALUES (?::text, ?::boolean, ?::bigint)) AS v (account, notification, number)
            LEFT JOIN LATERAL (SELECT max(electronic_number) + 1 AS next FROM bank_statement s
                WHERE s.account = v.account AND s.notification = v.notification
                  AND s.electronic_number < v.number AND v.number > 1) e ON true""";

    private final UUID file;
    private final Sql sql;
    private final Set<String> accounts;
    private final WriteLines lines;
    private final Staging staging;

    private final Set<String> ids = new HashSet<>();
    private CamtPart.Head head;
    private boolean repeated;
    private int statements;
    private long entries;
    private long notBooked;
    private OneLine line;

    /**
     * @param accounts the office's accounts, compact
     * @param lines how a line becomes rows
     */
    ReadStatements(UUID file, Sql sql, Set<String> accounts, WriteLines lines) {
        this.file = file;
        this.sql = sql;
        this.accounts = accounts;
        this.lines = lines;
        this.staging = new Staging(file, sql);
    }

    @Override
    public void accept(CamtPart part) {
        if (part instanceof CamtPart.Head it) {
            begin(it);
        } else if (part instanceof CamtPart.Entry it) {
            finishLine();
            entry(it);
        } else if (part instanceof CamtPart.Batch it) {
            if (line != null) {
                line.batch(it);
            }
        } else if (part instanceof CamtPart.Detail it) {
            if (line != null) {
                line.detail(it).forEach(staging::add);
            }
        } else if (part instanceof CamtPart.End it) {
            finishLine();
            end(it);
        }
    }

    private void begin(CamtPart.Head begun) {
        statements++;
        if (statements > MOST_STATEMENTS) {
            throw FileRefusal.of(
                    "too_many_statements",
                    "A file has at most " + MOST_STATEMENTS + " statements.");
        }
        if (begun.id().isEmpty() || begun.id().length() > LONGEST_ID) {
            throw FileRefusal.of("invalid_identifier", "A statement's Id has 1 to 35 characters.");
        }
        String account = Identity.compact(begun.account());
        if (!accounts.contains(account)) {
            throw FileRefusal.of(
                    "other_account", "The file is about an account that is none of this office.");
        }
        repeated = !ids.add(begun.notification() + account + begun.id());
        head = begun;
    }

    private void entry(CamtPart.Entry entry) {
        if (entry.isBooked()) {
            entries++;
            line = lines.begin(statements, Identity.compact(head.account()), entry);
        } else {
            notBooked++;
        }
    }

    private void finishLine() {
        if (line == null) {
            return;
        }
        if (repeated && Identity.reference(line.entry()).isEmpty()) {
            throw FileRefusal.of(
                    "ambiguous_entries",
                    "A statement's Id stands in the file twice, and an entry of it has no reference of"
                            + " the bank: nobody can tell whether it is the same one.");
        }
        line.finish().forEach(staging::add);
        line = null;
    }

    private void end(CamtPart.End end) {
        if (end.balance() == CamtPart.BalanceCheck.BROKEN) {
            throw FileRefusal.of(
                    "balance_does_not_add_up",
                    "The opening balance and the booked entries do not make the closing balance.");
        }
        CamtPart.Balance opening = balance("OPBD", "PRCD");
        CamtPart.Balance closing = balance("CLBD", "CLBD");
        sql.write(
                STATEMENT,
                file,
                statements,
                head.id(),
                opening == null ? null : opening.amount().currency().getCurrencyCode(),
                signed(opening),
                signed(closing),
                end.balance().name(),
                end.entries(),
                Identity.compact(head.account()),
                head.notification(),
                head.electronicNumber().orElse(null));
    }

    /** The first balance of a type, the last for closing ones, as they are added up. */
    private CamtPart.Balance balance(String type, String otherwise) {
        boolean last = type.equals("CLBD");
        for (String wanted : new String[] {type, otherwise}) {
            CamtPart.Balance found =
                    head.balances().stream()
                            .filter(it -> it.type().equals(wanted))
                            .reduce((a, b) -> last ? b : a)
                            .orElse(null);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static Long signed(CamtPart.Balance balance) {
        if (balance == null) {
            return null;
        }
        long minor = balance.amount().minor();
        if (minor > WriteLines.LARGEST_MINOR) {
            throw WriteLines.tooLarge();
        }
        return balance.credit() ? minor : -minor;
    }

    /** Writes what is left; to be called once, when the reader has come to the file's end. */
    Counts finish() {
        staging.flush();
        return new Counts(statements, entries, notBooked);
    }

    /** What was read. */
    record Counts(int statements, long entries, long notBooked) {}
}

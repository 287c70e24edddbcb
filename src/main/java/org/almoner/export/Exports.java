package org.almoner.export;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;
import org.almoner.sql.Sql;

/** Exports: asked for, looked at, taken away. They are made by {@link MakeExports}. */
@Singleton
public class Exports {

    private static final String PIECE =
            "SELECT bytes FROM export_chunk WHERE export = ? AND seq = ?";

    private static final LocalDate FIRST_DAY = LocalDate.of(1970, 1, 1);

    private final ExportRows rows;
    private final Offices offices;
    private final DatevSettings datev;
    private final Sql sql;
    private final InstantSource clock;

    Exports(ExportRows rows, Offices offices, DatevSettings datev, Sql sql, InstantSource clock) {
        this.rows = rows;
        this.offices = offices;
        this.datev = datev;
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * What is wanted.
     *
     * @param from first day, at the office
     * @param to last day
     * @param onlyNew only bookings that no earlier export of the kind holds; for journals and
     *     batches
     */
    public record Wish(
            ExportKind kind,
            OfficeCode office,
            LocalDate from,
            LocalDate to,
            boolean onlyNew,
            ExportFormat format) {}

    /**
     * A wish that has its number.
     *
     * @param batch {@code null} for all kinds but one
     */
    record Asked(
            String number,
            int year,
            int seq,
            Wish wish,
            ZoneId zone,
            DatevBatch batch,
            String by,
            Instant at) {}

    /**
     * Asks for an export, in the caller's transaction.
     *
     * @param by who asks
     * @throws DomainProblem 404 for an unknown office, 400 for days that cannot be and for a
     *     posting batch that the office cannot have
     */
    @Transactional(TxType.MANDATORY)
    public ExportView ask(Wish wish, String by) {
        Office office = offices.find(wish.office()).orElseThrow(DomainProblem::notFound);
        Instant now = clock.instant();
        refuse(wish, office.dayOf(now));
        DatevBatch batch =
                wish.kind() == ExportKind.DATEV
                        ? datev.batch(office, wish.from(), wish.to())
                        : null;
        int year = office.dayOf(now).getYear();
        int seq = rows.draw(office.code().value(), year);
        String number = "%s-X-%d-%06d".formatted(office.code().value(), year, seq);
        rows.insert(new Asked(number, year, seq, wish, office.zone(), batch, by, now));
        return rows.find(number).orElseThrow();
    }

    private static void refuse(Wish wish, LocalDate today) {
        if (wish.from().isBefore(FIRST_DAY)) {
            throw DomainProblem.invalid("/from", "out_of_range", "A day from 1970 on.");
        }
        if (wish.to().isBefore(wish.from())) {
            throw DomainProblem.invalid("/to", "before_from", "A day not before the first one.");
        }
        if (wish.to().isAfter(today)) {
            throw DomainProblem.invalid(
                    "/to", "in_the_future", "A day that has come at the office: until " + today);
        }
        if ((wish.kind() == ExportKind.DATEV) != (wish.format() == ExportFormat.EXTF)) {
            throw DomainProblem.invalid(
                    "/format",
                    "not_for_this_kind",
                    "DATEV batches have the format EXTF, and nothing else has it.");
        }
        if (wish.onlyNew() && wish.kind().marks() == null) {
            throw DomainProblem.invalid(
                    "/onlyNew", "not_for_this_kind", "Only bookings are marked as exported.");
        }
    }

    /** One export. */
    public Optional<ExportView> find(String number) {
        return rows.find(number);
    }

    /**
     * Exports, newest first.
     *
     * @param scope which of them
     * @param beforeAt when the export was asked for that the last page ended with; {@code null} for
     *     the first page
     */
    public List<ExportView> newestFirst(
            Scope scope, Instant beforeAt, String beforeNumber, int limit) {
        return rows.page(scope, beforeAt, beforeNumber, limit);
    }

    /**
     * Which exports somebody sees.
     *
     * @param offices codes; {@code null} for all
     * @param audiences whose kinds
     */
    public record Scope(List<String> offices, Set<ExportKind.Audience> audiences) {

        List<String> kinds() {
            return Arrays.stream(ExportKind.values())
                    .filter(it -> audiences.contains(it.audience()))
                    .map(Enum::name)
                    .toList();
        }
    }

    /**
     * Refuses unless the file is there.
     *
     * @throws DomainProblem 409 that says why it is not
     */
    public static void requireFile(ExportView export) {
        if (export.fileGoneAt() != null) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE,
                    "The file was kept until " + export.fileUntil() + "; its record stays.");
        }
        requireDone(export);
    }

    /**
     * Refuses unless the export is done.
     *
     * @throws DomainProblem 409 that says how far it is
     */
    public static void requireDone(ExportView export) {
        if (export.state() != ExportState.DONE) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE, "The export is " + export.state() + ", not DONE.");
        }
    }

    /** Writes the file, a piece at a time. */
    public void write(ExportView export, OutputStream out) throws IOException {
        long written = 0;
        for (int seq = 1; written < export.bytes(); seq++) {
            byte[] piece =
                    sql.bytes(PIECE, export.number(), seq)
                            .orElseThrow(() -> new IOException("The file has gone meanwhile"));
            out.write(piece);
            written += piece.length;
        }
    }
}

package org.almoner.staff;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.almoner.donor.DonorBook;
import org.almoner.donor.DonorId;
import org.almoner.donor.DonorView;
import org.almoner.http.Listing;
import org.almoner.http.PageRequest;
import org.almoner.money.Money;
import org.almoner.outbox.OutboxState;
import org.almoner.statement.DocumentKind;
import org.almoner.tax.LeftOut;
import org.almoner.tax.StatementRuns;
import org.almoner.tax.StatementState;
import org.almoner.tax.StatementView;
import org.almoner.tax.TaxHistory;

/** Statements and persons without one, as staff see them: with names, in one more query a page. */
@Singleton
class DescribeStatements {

    private final DonorBook donors;
    private final TaxHistory history;

    DescribeStatements(DonorBook donors, TaxHistory history) {
        this.donors = donors;
        this.history = history;
    }

    /**
     * Somebody without a statement.
     *
     * @param person the account's id, or the donor's row's without one
     * @param donor the donor's row written last; {@code null} when the person is no more
     */
    record WithoutStatement(UUID person, UUID donor, String name, LeftOut reason) {

        @Override
        public String toString() {
            return "WithoutStatement[" + person + "]";
        }
    }

    /**
     * A statement.
     *
     * @param name of the donor as known today
     * @param mail what became of the last mail that told of it; {@code null} for none
     */
    record StaffStatement(
            String number,
            String office,
            int taxYear,
            DocumentKind kind,
            String locale,
            UUID donor,
            String name,
            LocalDate issuedOn,
            LocalDate from,
            LocalDate to,
            Money total,
            int gifts,
            StatementState state,
            UUID run,
            String replaces,
            String replacedBy,
            String sha256,
            Integer bytes,
            String certificate,
            boolean lettersMissing,
            Instant numberedAt,
            Instant issuedAt,
            Instant endedAt,
            String endedBy,
            String endedBecause,
            int openCases,
            OutboxState mail) {

        @Override
        public String toString() {
            return "StaffStatement[" + number + "]";
        }
    }

    /** A page of persons; more than the limit means that there is another page. */
    Listing<WithoutStatement> leftOut(List<StatementRuns.LeftOutPerson> found, int limit) {
        List<StatementRuns.LeftOutPerson> shown =
                found.size() > limit ? found.subList(0, limit) : found;
        Map<UUID, DonorId> rows =
                history.latestRows(
                        shown.stream().map(StatementRuns.LeftOutPerson::person).toList());
        Map<DonorId, DonorView> known = donors.findAll(rows.values());
        List<WithoutStatement> items =
                shown.stream().map(it -> described(it, rows.get(it.person()), known)).toList();
        String next =
                found.size() > limit
                        ? PageRequest.cursorFor(shown.get(limit - 1).person().toString())
                        : null;
        return new Listing<>(items, next);
    }

    private static WithoutStatement described(
            StatementRuns.LeftOutPerson person, DonorId row, Map<DonorId, DonorView> known) {
        DonorView donor = row == null ? null : known.get(row);
        return new WithoutStatement(
                person.person(),
                row == null ? null : row.value(),
                donor == null ? "-" : donor.displayName(),
                person.reason());
    }

    /** A page of statements. */
    Listing<StaffStatement> page(List<StatementView> found, int limit) {
        List<StatementView> shown = found.size() > limit ? found.subList(0, limit) : found;
        Map<DonorId, DonorView> known =
                donors.findAll(shown.stream().map(StatementView::donor).distinct().toList());
        Map<UUID, OutboxState> mails =
                history.lastMails(shown.stream().map(StatementView::id).toList());
        List<StaffStatement> items =
                shown.stream()
                        .map(it -> described(it, known.get(it.donor()), mails.get(it.id())))
                        .toList();
        String next =
                found.size() > limit
                        ? PageRequest.cursorFor(shown.get(limit - 1).id().toString())
                        : null;
        return new Listing<>(items, next);
    }

    /** One statement. */
    StaffStatement one(StatementView statement) {
        return page(List.of(statement), 1).items().get(0);
    }

    private static StaffStatement described(StatementView it, DonorView donor, OutboxState mail) {
        return new StaffStatement(
                it.number(),
                it.office().value(),
                it.taxYear(),
                it.kind(),
                it.locale(),
                it.donor().value(),
                donor == null ? "-" : donor.displayName(),
                it.issuedOn(),
                it.from(),
                it.to(),
                it.total(),
                it.gifts(),
                it.state(),
                it.run(),
                it.replaces(),
                it.replacedBy(),
                it.sha256(),
                it.bytes(),
                it.certificate(),
                it.lettersMissing(),
                it.numberedAt(),
                it.issuedAt(),
                it.endedAt(),
                it.endedBy(),
                it.endedBecause(),
                it.openCases(),
                mail);
    }
}

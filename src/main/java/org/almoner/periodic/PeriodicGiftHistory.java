package org.almoner.periodic;

import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.almoner.donor.DonorId;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;
import org.almoner.sql.Sql;
import org.almoner.statement.PeriodicGiftForm;
import org.almoner.statement.WritePeriodicGiftForm;

/** Reads agreements of periodic gifts, their forms, and which gifts belong to them. */
@Singleton
public class PeriodicGiftHistory {

    /** More things than happen to an agreement; the latest are told. */
    public static final int MOST_EVENTS = 200;

    private static final String COUNTED =
            "SELECT DISTINCT ON (gift) gift, number FROM ("
                    + CountedGifts.of("periodic_gift_agreement", "g.id = ANY (?)")
                    + ") c ORDER BY gift, number";

    /** The agreement that a regular gift must bring to its yearly amount. */
    private static final String BOUND =
            "SELECT a.id FROM periodic_gift_agreement a WHERE a.recurring_gift_id = ?"
                    + " AND a.state IN ('SIGNED', 'ACTIVE') ORDER BY a.id LIMIT 1";

    private final AgreementRows rows;
    private final ReadAgreement read;
    private final Sql sql;
    private final WritePeriodicGiftForm write;

    PeriodicGiftHistory(
            AgreementRows rows, ReadAgreement read, Sql sql, WritePeriodicGiftForm write) {
        this.rows = rows;
        this.read = read;
        this.sql = sql;
        this.write = write;
    }

    /** One agreement. */
    public Optional<AgreementView> find(UUID id) {
        return rows.find(id);
    }

    /**
     * Agreements of these records, the latest first.
     *
     * @param before only those made before this one; {@code null} to begin
     */
    public List<AgreementView> ofDonors(Collection<DonorId> donors, UUID before, int limit) {
        return donors.isEmpty() ? List.of() : rows.ofDonors(donors, before, limit);
    }

    /**
     * Agreements, the latest first.
     *
     * @param codes offices; {@code null} for all
     * @param state {@code null} for all
     * @param before only those made before this one; {@code null} to begin
     */
    public List<AgreementView> page(
            List<String> codes, AgreementState state, UUID before, int limit) {
        return rows.page(codes, state, before, limit);
    }

    /** What happened to an agreement, the latest first, {@value #MOST_EVENTS} things at most. */
    public List<AgreementEvent> events(UUID id) {
        return rows.events(id, MOST_EVENTS);
    }

    /** The agreement that is signed and paid by a regular gift. */
    public Optional<AgreementView> boundTo(UUID recurringGift) {
        return sql.one(BOUND, row -> Sql.id(row, "id"), recurringGift).flatMap(rows::find);
    }

    /**
     * The transactienummer of each gift that is given under an agreement, in one statement;
     * ordinary gifts are not there.
     *
     * @param zone of the office they were given to, whose days count
     */
    public Map<UUID, String> numbersOf(Collection<UUID> gifts, ZoneId zone) {
        Map<UUID, String> found = new LinkedHashMap<>();
        sql.read(
                        COUNTED,
                        row -> Map.entry(Sql.id(row, "gift"), row.getString("number")),
                        zone.getId(),
                        Sql.Column.ids(List.copyOf(gifts)))
                .forEach(it -> found.put(it.getKey(), it.getValue()));
        return found;
    }

    /**
     * The form, both copies: as it was offered, with what was signed since.
     *
     * @throws DomainProblem 409 once name and address are kept no more
     */
    public byte[] form(AgreementView agreement) {
        ReadAgreement.Parties parties =
                read.parties(agreement.id())
                        .orElseThrow(
                                () ->
                                        DomainProblem.of(
                                                ProblemType.WRONG_STATE,
                                                "Nothing personal of this agreement is kept any"
                                                        + " more."));
        ByteArrayOutputStream out = new ByteArrayOutputStream(64 * 1024);
        try {
            write.write(record(agreement, parties), out);
        } catch (IOException failure) {
            throw new UncheckedIOException("A form cannot be written", failure);
        }
        return out.toByteArray();
    }

    private static PeriodicGiftForm record(AgreementView it, ReadAgreement.Parties parties) {
        AgreementTerms terms = it.terms();
        AgreementView.Countersignature by = it.countersignature();
        return new PeriodicGiftForm(
                it.number(),
                it.offeredOn(),
                parties.giver(),
                parties.institution(),
                new PeriodicGiftForm.Gift(terms.yearlyAmount(), terms.firstYear(), terms.years()),
                new PeriodicGiftForm.Ends(
                        terms.otherPerson(),
                        terms.earlyEnds().contains(EarlyEnd.JOB_LOSS),
                        terms.earlyEnds().contains(EarlyEnd.DISABILITY),
                        terms.earlyEnds().contains(EarlyEnd.ANBI_LOST)),
                terms.partner(),
                it.signature() == null ? null : it.signature().day(),
                by == null
                        ? null
                        : new PeriodicGiftForm.Signed(
                                by.name(), by.function(), by.place(), by.day()));
    }
}

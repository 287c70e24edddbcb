package org.almoner.tax;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.almoner.campaign.CampaignId;
import org.almoner.campaign.Campaigns;
import org.almoner.donor.DonorBook;
import org.almoner.donor.DonorId;
import org.almoner.donor.DonorView;
import org.almoner.giftaid.GiftAidHistory;
import org.almoner.id.Ids;
import org.almoner.money.Money;
import org.almoner.office.Jurisdiction;
import org.almoner.office.Office;
import org.almoner.office.TaxNotice;
import org.almoner.periodic.PeriodicGiftHistory;
import org.almoner.statement.DocumentKind;
import org.almoner.statement.Issuer;
import org.almoner.statement.StatementLine;
import org.almoner.statement.StatementRecord;

/**
 * Numbers statements: chooses the gifts, freezes what the documents will say, and draws the
 * numbers, all in one transaction, with the same few statements of SQL for one person as for
 * hundreds. The documents themselves are written later, by whoever has time.
 */
@Singleton
class NumberStatements {

    private static final int VERIFICATION_LENGTH = 15;

    private final EligibleGifts eligible;
    private final PersonsRows persons;
    private final StatementRows rows;
    private final DonorBook donors;
    private final Campaigns campaigns;
    private final GiftAidHistory giftAid;
    private final PeriodicGiftHistory periodic;
    private final Ids ids;

    NumberStatements(
            EligibleGifts eligible,
            PersonsRows persons,
            StatementRows rows,
            DonorBook donors,
            Campaigns campaigns,
            GiftAidHistory giftAid,
            PeriodicGiftHistory periodic,
            Ids ids) {
        this.eligible = eligible;
        this.persons = persons;
        this.rows = rows;
        this.donors = donors;
        this.campaigns = campaigns;
        this.giftAid = giftAid;
        this.periodic = periodic;
        this.ids = ids;
    }

    /** What became of a person: a reason, or a statement. */
    record Outcome(UUID person, LeftOut reason, UUID statement) {}

    /** Numbers the statements of these persons, in the caller's transaction. */
    @Transactional(TxType.MANDATORY)
    List<Outcome> number(Job job, List<UUID> wanted) {
        eligible.hold(job, wanted);
        Map<UUID, EligibleGifts.Decision> decided = eligible.decide(job, wanted);
        decided.keySet().retainAll(wanted);
        Map<UUID, List<EligibleGifts.Gift>> gifts = new LinkedHashMap<>();
        decided.forEach(
                (person, it) -> {
                    if (it.reason() == null) {
                        gifts.put(person, it.gifts());
                    }
                });
        Map<UUID, UUID> made = gifts.isEmpty() ? Map.of() : insert(job, gifts);
        return wanted.stream()
                .map(it -> new Outcome(it, reason(decided.get(it)), made.get(it)))
                .toList();
    }

    private static LeftOut reason(EligibleGifts.Decision decision) {
        return decision == null ? LeftOut.JOINED_ELSEWHERE : decision.reason();
    }

    private Map<UUID, UUID> insert(Job job, Map<UUID, List<EligibleGifts.Gift>> gifts) {
        Map<UUID, DonorId> latest = persons.latestRows(List.copyOf(gifts.keySet()));
        Map<DonorId, DonorView> known = donors.findAll(latest.values());
        Standing standing = standing(job, gifts.values());
        Issuer issuer = issuer(job);
        String hash = rows.keep(issuer);
        int seq = rows.draw(job.year(), gifts.size()) - gifts.size();
        Map<UUID, UUID> made = new LinkedHashMap<>();
        List<NewStatement> statements = new ArrayList<>();
        for (Map.Entry<UUID, List<EligibleGifts.Gift>> entry : gifts.entrySet()) {
            DonorView donor = known.get(latest.get(entry.getKey()));
            seq++;
            NewStatement statement = statement(job, donor, entry.getValue(), standing, seq);
            statements.add(statement);
            made.put(entry.getKey(), statement.id());
        }
        rows.insert(job, hash, statements);
        return made;
    }

    /**
     * What else is known of gifts.
     *
     * @param declared on which tax is claimed back (Gift Aid)
     * @param agreements the transactienummer of those that are parts of periodic gifts
     */
    private record Standing(Set<UUID> declared, Map<UUID, String> agreements) {}

    private Standing standing(Job job, Collection<List<EligibleGifts.Gift>> gifts) {
        Office office = job.office();
        boolean isDutch = office.jurisdiction() == Jurisdiction.NL;
        boolean isClaimed = giftAid.isClaimedBy(office.code(), job.today());
        if (!isDutch && !isClaimed) {
            return new Standing(Set.of(), Map.of());
        }
        List<UUID> all = gifts.stream().flatMap(List::stream).map(EligibleGifts.Gift::id).toList();
        return new Standing(
                isClaimed ? giftAid.covering(all, office.zone()).keySet() : Set.of(),
                isDutch ? periodic.numbersOf(all, office.zone()) : Map.of());
    }

    private NewStatement statement(
            Job job, DonorView donor, List<EligibleGifts.Gift> gifts, Standing standing, int seq) {
        String language = job.terms().languageFor(donor.locale());
        List<StatementLine> lines =
                gifts.stream().map(it -> line(job, it, language, standing)).toList();
        Money total = StatementRecord.eligible(job.office().currency(), lines);
        return new NewStatement(
                ids.next(),
                seq,
                kind(job.office(), lines.size()),
                language,
                donor,
                lines,
                total,
                ids.numberForPeople(VERIFICATION_LENGTH));
    }

    private StatementLine line(
            Job job, EligibleGifts.Gift gift, String language, Standing standing) {
        return new StatementLine(
                gift.id(),
                job.office().dayOf(gift.settledAt()),
                gift.method(),
                purpose(gift.campaign(), language),
                new Money(gift.restMinor(), job.office().currency()),
                false,
                standing.declared().contains(gift.id()),
                gift.restMinor() >= job.terms().smallestThatCounts(),
                benefit(job, gift.returned()),
                standing.agreements().get(gift.id()));
    }

    private static StatementLine.Benefit benefit(Job job, EligibleGifts.Returned returned) {
        return returned == null
                ? null
                : new StatementLine.Benefit(
                        new Money(returned.valueMinor(), job.office().currency()),
                        returned.description(),
                        returned.disclosed());
    }

    private String purpose(UUID campaign, String language) {
        return Optional.ofNullable(campaign)
                .map(CampaignId::new)
                .flatMap(campaigns::byId)
                .map(it -> it.name(Locale.forLanguageTag(language)))
                .orElse(null);
    }

    private static DocumentKind kind(Office office, int gifts) {
        return switch (office.jurisdiction()) {
            case DE -> gifts == 1 ? DocumentKind.DE_SINGLE : DocumentKind.DE_COLLECTIVE;
            case GB -> DocumentKind.GB_GIVING_STATEMENT;
            case NL -> DocumentKind.NL_YEARLY_OVERVIEW;
            case CA -> DocumentKind.CA_OFFICIAL_RECEIPT;
            case AU -> DocumentKind.AU_GIFT_RECEIPT;
            case US -> DocumentKind.US_YEAR_END_STATEMENT;
        };
    }

    private static Issuer issuer(Job job) {
        return issuer(job.office(), job.terms(), job.today());
    }

    /** What statements of a day say of an office. */
    static Issuer issuer(Office office, StatementTerms terms, LocalDate day) {
        TaxNotice notice = office.noticeOn(day).orElse(null);
        String website = String.valueOf(office.website()).replaceFirst("/$", "");
        return new Issuer(
                office.code().value(),
                office.jurisdiction(),
                office.country(),
                office.legalName(),
                office.address().lines(),
                office.signatoryPlace(),
                website,
                office.registrations(),
                notice,
                terms.membershipFeesNotDeductible(),
                terms.signature());
    }
}

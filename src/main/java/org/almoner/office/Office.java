package org.almoner.office;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.almoner.money.Money;

/**
 * A legal entity that receives gifts, as it is at one moment.
 *
 * @param code short name
 * @param jurisdiction whose law it lives under
 * @param country ISO 3166-1 alpha-2; donors of this country give to this office
 * @param currency what it receives gifts in
 * @param zone where its days, months and tax years begin
 * @param takesGifts whether new gifts go to it; when not, they go to the headquarters
 * @param legalName name of the legal entity
 * @param address registered address
 * @param locales languages it speaks, the default one among them
 * @param defaultLocale language when the donor's own is not spoken
 * @param sender from whom its mails come
 * @param website its website
 * @param registrations its entries in public registers
 * @param account where its gifts arrive
 * @param taxYearStart first day of its donors' tax year, such as 6 April
 * @param signatoryPlace town its documents are issued at
 * @param notices tax notices known so far, oldest first
 * @param proofLimits limits of the simplified proof, oldest first
 */
public record Office(
        OfficeCode code,
        Jurisdiction jurisdiction,
        String country,
        Currency currency,
        ZoneId zone,
        boolean takesGifts,
        String legalName,
        PostalLines address,
        List<Locale> locales,
        Locale defaultLocale,
        Sender sender,
        URI website,
        List<Registration> registrations,
        BankAccount account,
        MonthDay taxYearStart,
        String signatoryPlace,
        List<TaxNotice> notices,
        List<ProofLimit> proofLimits) {

    /** The calendar day at this office. */
    public LocalDate dayOf(Instant instant) {
        return instant.atZone(zone).toLocalDate();
    }

    /** The wanted language when the office speaks it, otherwise its default. */
    public Locale localeFor(Locale wanted) {
        return locales.stream()
                .filter(it -> it.getLanguage().equals(wanted.getLanguage()))
                .findFirst()
                .orElse(defaultLocale);
    }

    /** The office's number in a register. */
    public Optional<Registration> registration(RegistrationKind kind) {
        return registrations.stream().filter(it -> it.kind() == kind).findFirst();
    }

    /** The tax notice that papers of the given day quote: the latest that was valid by then. */
    public Optional<TaxNotice> noticeOn(LocalDate day) {
        return notices.stream()
                .filter(it -> !it.validFrom().isAfter(day))
                .max(Comparator.comparing(TaxNotice::validFrom));
    }

    /**
     * Up to which amount a gift of the given day needs no formal confirmation; empty: no such rule.
     */
    public Optional<Money> proofLimitOn(LocalDate day) {
        return proofLimits.stream()
                .filter(it -> !it.validFrom().isAfter(day))
                .max(Comparator.comparing(ProofLimit::validFrom))
                .map(ProofLimit::limit);
    }
}

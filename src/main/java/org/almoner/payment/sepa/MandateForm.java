package org.almoner.payment.sepa;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.almoner.donor.Iban;
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.almoner.payment.MandateAgreement;
import org.almoner.payment.MandateWords;

/** What a donor is shown and agrees to. */
@ApplicationScoped
class MandateForm {

    private final MandateTexts texts;
    private final Offices offices;
    private final AgreeToMandate agree;
    private final InstantSource clock;

    MandateForm(MandateTexts texts, Offices offices, AgreeToMandate agree, InstantSource clock) {
        this.texts = texts;
        this.offices = offices;
        this.agree = agree;
        this.clock = clock;
    }

    /** The words; empty while the office has no creditor identifier or IBAN. */
    Optional<MandateWords> words(String office, String locale) {
        Instant now = clock.instant();
        return offices.find(new OfficeCode(office))
                .flatMap(
                        found ->
                                creditor(found)
                                        .flatMap(
                                                creditor ->
                                                        texts.shownOn(found.dayOf(now), locale)
                                                                .map(it -> words(it, creditor))));
    }

    private static MandateWords words(MandateText text, Creditor creditor) {
        List<String> parts = Arrays.asList(text.shownFor(creditor.name()).split("\n\n"));
        return new MandateWords(
                text.id(),
                text.version(),
                text.locale(),
                parts.get(0),
                List.copyOf(parts.subList(1, parts.size())),
                creditor.name(),
                creditor.identifier(),
                text.noticeDays());
    }

    /** The office as its bank knows it; empty while it cannot collect. */
    static Optional<Creditor> creditor(Office office) {
        return office.account()
                .creditorIdentifier()
                .flatMap(
                        identifier ->
                                office.account()
                                        .iban()
                                        .map(
                                                iban ->
                                                        new Creditor(
                                                                office.legalName(),
                                                                identifier,
                                                                new Iban(iban),
                                                                office.account().bic())));
    }

    /**
     * Outside the EEA banks want BIC and address with each collection, which donors do not know.
     */
    static Optional<String> refusal(String account) {
        Optional<Iban> iban = Iban.parse(account);
        if (iban.isEmpty()) {
            return Optional.of("invalid_iban");
        }
        if (!iban.get().isSepa()) {
            return Optional.of("not_sepa");
        }
        return EconomicArea.includes(iban.get().country())
                ? Optional.empty()
                : Optional.of("outside_eea");
    }

    /**
     * Keeps the agreement, in the caller's transaction.
     *
     * @throws IllegalArgumentException when the office cannot collect, or the text was never there
     */
    Mandate agree(MandateAgreement agreement) {
        Office office = offices.byCode(new OfficeCode(agreement.office()));
        Creditor creditor =
                creditor(office)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "Office " + office.code() + " cannot collect"));
        MandateAgreement.Words shown = agreement.words();
        MandateText text =
                texts.find(shown.textId(), shown.version(), shown.locale())
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "There is no such mandate text"));
        MandateAgreement.Proof proof = agreement.proof();
        return agree.agree(
                new Agreement(
                        agreement.office(),
                        creditor,
                        agreement.recurring() ? SequenceType.RCUR : SequenceType.OOFF,
                        text,
                        agreement.account().holder(),
                        new Iban(agreement.account().iban()),
                        office.dayOf(proof.at()),
                        new Evidence(proof.at(), proof.source(), proof.ip(), proof.userAgent())));
    }
}

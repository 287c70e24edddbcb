package org.almoner.portal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.almoner.access.CurrentDonor;
import org.almoner.account.ShowContact;
import org.almoner.consent.ConsentAnswer;
import org.almoner.consent.ConsentLedger;
import org.almoner.consent.ConsentPurpose;
import org.almoner.consent.ConsentText;
import org.almoner.consent.ConsentTexts;
import org.almoner.donor.DonorKind;
import org.almoner.giftaid.GiftAidDesk;
import org.almoner.giftaid.GiftAidHistory;
import org.almoner.office.OfficeCode;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;

/** Shows, makes and cancels the donor's own declarations for Gift Aid. */
@ApplicationScoped
class DeclareGiftAid {

    private final ConsentParties parties;
    private final ConsentTexts texts;
    private final ConsentLedger ledger;
    private final GiftAidHistory history;
    private final GiftAidDesk desk;
    private final ShowContact contact;
    private final CurrentDonor donor;
    private final InstantSource clock;

    DeclareGiftAid(
            ConsentParties parties,
            ConsentTexts texts,
            ConsentLedger ledger,
            GiftAidHistory history,
            GiftAidDesk desk,
            ShowContact contact,
            CurrentDonor donor,
            InstantSource clock) {
        this.parties = parties;
        this.texts = texts;
        this.ledger = ledger;
        this.history = history;
        this.desk = desk;
        this.contact = contact;
        this.donor = donor;
        this.clock = clock;
    }

    /**
     * What is declared.
     *
     * @param text id of the text that was shown
     * @param version of that text
     * @param locale the language it was shown in
     * @param declared that its box is ticked; nothing else can be declared
     */
    record Wish(
            @NotNull @Size(max = 60) String text,
            @NotNull Integer version,
            @NotNull @Size(max = 2) String locale,
            @NotNull Boolean declared) {}

    private record Shown(OfficeCode office, ConsentText text) {}

    /**
     * What was declared, and by which words he can declare now.
     *
     * @param locale language of the words; {@code null} for the donor's own
     */
    @Transactional
    MyGiftAid show(String locale) {
        return new MyGiftAid(
                shown(parties.now(locale))
                        .map(
                                it ->
                                        new MyGiftAid.Wording(
                                                it.office(),
                                                it.text().id(),
                                                it.text().version(),
                                                it.text().locale(),
                                                it.text().text()))
                        .orElse(null),
                history.ofDonors(donor.donors()).stream().map(MyGiftAid.Declaration::of).toList());
    }

    /** Only people who pay tax in the United Kingdom, by where they live today. */
    private Optional<Shown> shown(ConsentParties.Parties now) {
        if (contact.of(donor.account()).contact().details().kind() != DonorKind.PERSON) {
            return Optional.empty();
        }
        return now.chains().keySet().stream()
                .flatMap(
                        office ->
                                texts
                                        .shownTo(
                                                now.country(),
                                                now.locale(),
                                                office,
                                                clock.instant())
                                        .stream()
                                        .filter(it -> it.purpose() == ConsentPurpose.GIFT_AID)
                                        .map(it -> new Shown(office, it)))
                .findFirst();
    }

    /**
     * Declares, for all gifts to come and those of the years before.
     *
     * @throws DomainProblem 400 for words that are not shown now, or a box that is not ticked; 409
     *     where nobody is asked
     */
    @Transactional
    MyGiftAid declare(Wish wish, ConsentParties.Origin origin) {
        if (!List.of("de", "en", "nl", "fr").contains(wish.locale())) {
            throw DomainProblem.invalid("/locale", "unknown_value", "One of de, en, nl and fr.");
        }
        ConsentParties.Parties now = parties.now(wish.locale());
        Shown shown =
                shown(now)
                        .orElseThrow(
                                () ->
                                        DomainProblem.of(
                                                ProblemType.WRONG_STATE,
                                                "Gift Aid is for people who live in the United"
                                                        + " Kingdom and gave to our office there."));
        if (!shown.text().id().equals(wish.text())) {
            throw DomainProblem.invalid(
                    "/text", "unknown_text", "This text is not shown to you now.");
        }
        if (shown.text().version() != wish.version()) {
            throw DomainProblem.invalid(
                    "/version", "wrong_version", "Another version of this text is shown now.");
        }
        if (!wish.declared()) {
            throw DomainProblem.invalid(
                    "/declared",
                    "not_ticked",
                    "Only a ticked box declares; cancel a declaration to end it.");
        }
        ledger.append(
                now.chains().get(shown.office()),
                List.of(new ConsentAnswer(wish.text(), wish.version(), true)),
                parties.circumstances(now, shown.office(), origin));
        return show(wish.locale());
    }

    /**
     * Cancels a declaration from today on.
     *
     * @throws DomainProblem 404 for somebody else's, 409 when it is cancelled already
     */
    @Transactional
    MyGiftAid.Declaration cancel(UUID id) {
        return MyGiftAid.Declaration.of(desk.cancelMine(id, donor.donors()));
    }
}

package org.almoner.giftaid;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import org.almoner.consent.ConsentMethod;
import org.almoner.consent.ConsentPurpose;
import org.almoner.consent.ConsentsGiven;
import org.almoner.donor.DonorBook;
import org.almoner.donor.DonorId;
import org.almoner.donor.DonorKind;
import org.almoner.donor.DonorView;
import org.almoner.id.Ids;
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;

/**
 * Makes a declaration of a ticked box, in the transaction that writes the tick to the ledger of
 * consents. Whoever ticks the same words again with the same name and address has declared already.
 */
@Singleton
class FollowDeclarations {

    /** As the row says who recorded it: nobody but the person. */
    static final String DONOR = "donor";

    private final DeclarationRows rows;
    private final TermsOfGiftAid terms;
    private final DonorBook donors;
    private final Offices offices;
    private final Ids ids;

    FollowDeclarations(
            DeclarationRows rows,
            TermsOfGiftAid terms,
            DonorBook donors,
            Offices offices,
            Ids ids) {
        this.rows = rows;
        this.terms = terms;
        this.donors = donors;
        this.offices = offices;
        this.ids = ids;
    }

    void onGiven(@Observes ConsentsGiven told) {
        told.given().stream()
                .filter(it -> it.purpose() == ConsentPurpose.GIFT_AID)
                .forEach(it -> declare(told, it));
    }

    /** With a gift, what was typed is declared; in the portal, what the person says today. */
    private DonorView donor(ConsentsGiven told) {
        List<DonorId> row = List.of(told.donor());
        return (told.method() == ConsentMethod.WIZARD
                        ? donors.findAllAsWritten(row)
                        : donors.findAll(row))
                .get(told.donor());
    }

    private void declare(ConsentsGiven told, ConsentsGiven.One given) {
        OfficeCode code = told.audience().office();
        var text = new DeclarationView.Text(given.textId(), given.textVersion(), given.locale());
        DonorView donor = donor(told);
        if (donor.details().kind() != DonorKind.PERSON) {
            throw new IllegalStateException("Only a person declares Gift Aid, not " + told.donor());
        }
        if (rows.standsAlready(told.donor(), code, text)) {
            return;
        }
        Office office = offices.byCode(code);
        LocalDate today = office.dayOf(told.audience().at());
        int lookBack =
                terms.on(code, today)
                        .map(GiftAidTerms::lookBackYears)
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "Office "
                                                        + code
                                                        + " asks for Gift Aid and has no"
                                                        + " terms in "
                                                        + GiftAidFile.NAME));
        rows.insert(
                new DeclarationRows.New(
                        ids.next(),
                        code,
                        told.donor(),
                        DeclarationChannel.WEB,
                        Declarant.of(donor.details()),
                        null,
                        today.minusYears(lookBack),
                        today,
                        text,
                        given.event(),
                        null,
                        told.audience().at(),
                        DONOR,
                        false));
    }
}

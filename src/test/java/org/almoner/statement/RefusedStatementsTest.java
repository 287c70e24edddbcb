package org.almoner.statement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.almoner.office.Jurisdiction;
import org.almoner.office.TaxNoticeKind;
import org.junit.jupiter.api.Test;

/** What would be no document of its law is not written. */
class RefusedStatementsTest {

    private void refused(Statements statement, String reason) {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, statement::document);
        assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
    }

    private Statements german(Issuer issuer) {
        return Statements.of(DocumentKind.DE_SINGLE).from(issuer);
    }

    @Test
    void a_german_form_without_notice_or_on_one_that_is_too_old() {
        refused(german(Issuers.german(null, false, Issuers.byHand())), "no notice");
        var notice = Issuers.notice(TaxNoticeKind.SIXTY_A);
        var old =
                new org.almoner.office.TaxNotice(
                        notice.kind(),
                        notice.taxOffice(),
                        notice.taxNumber(),
                        notice.dated().minusYears(1),
                        notice.assessmentPeriod(),
                        notice.purposes(),
                        notice.validFrom());
        refused(german(Issuers.german(old, false, Issuers.byHand())), "too old");
    }

    @Test
    void a_machine_signature_of_which_the_tax_office_was_not_told() {
        Signature untold = new Signature(Signature.Mode.FACSIMILE, "K", null, "00", null, null);
        var notice = Issuers.notice(TaxNoticeKind.ANLAGE_KST);
        refused(german(Issuers.german(notice, false, untold)), "not told");
    }

    @Test
    void a_waived_claim_signed_by_a_machine() {
        Statements one = Statements.of(DocumentKind.DE_SINGLE);
        StatementLine gift = one.lines().get(0);
        StatementLine waived =
                new StatementLine(
                        gift.gift(),
                        gift.day(),
                        gift.method(),
                        null,
                        gift.amount(),
                        true,
                        false,
                        true);
        refused(one.with(List.of(waived)), "by hand");
    }

    @Test
    void more_than_one_gift_in_a_single_confirmation() {
        refused(Statements.of(DocumentKind.DE_SINGLE).gifts(2), "one gift");
    }

    @Test
    void a_picture_for_a_pen_or_no_picture_for_a_machine() {
        StatementRecord machine = Statements.of(DocumentKind.DE_SINGLE).record();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThrows(
                IllegalArgumentException.class,
                () -> new WriteStatement().write(machine, null, StatementMark.ORIGINAL, out));
        assertEquals(0, out.size());
    }

    @Test
    void an_office_without_the_number_its_law_asks_for() {
        Issuer australian = Issuers.of(Jurisdiction.AU);
        Issuer without =
                new Issuer(
                        "AU",
                        Jurisdiction.AU,
                        "AU",
                        australian.legalName(),
                        australian.address(),
                        "Sydney",
                        australian.website(),
                        List.of(),
                        null,
                        false,
                        australian.signature());
        refused(Statements.of(DocumentKind.AU_GIFT_RECEIPT).from(without), "AU_ABN");
    }
}

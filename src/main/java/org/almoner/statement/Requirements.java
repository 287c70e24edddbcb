package org.almoner.statement;

import java.util.stream.Stream;
import org.almoner.office.Jurisdiction;
import org.almoner.office.RegistrationKind;
import org.almoner.office.TaxNotice;

/** What a record must have so that its document is what the law asks for; refused otherwise. */
final class Requirements {

    private Requirements() {}

    static void check(StatementRecord it, boolean hasFacsimile) {
        require(
                it.total().equals(StatementRecord.eligible(it.total().currency(), it.lines())),
                it,
                "the total is not the sum of what may be claimed");
        checkBenefits(it);
        Signature signature = it.issuer().signature();
        boolean isMachine = signature != null && signature.mode() == Signature.Mode.FACSIMILE;
        require(
                !hasFacsimile || isMachine,
                it,
                "a picture of a signature was given for a document that is signed by hand");
        require(hasFacsimile || !isMachine, it, "the picture of the signature is missing");
        switch (it.kind()) {
            case DE_SINGLE, DE_COLLECTIVE -> checkGerman(it, isMachine);
            case CA_OFFICIAL_RECEIPT -> {
                require(signature != null, it, "nobody signs it (Reg. 3501(1)(i))");
                require(
                        it.from().getYear() == it.to().getYear(),
                        it,
                        "its gifts are not of one year (Reg. 3501(1)(e))");
                it.issuer().required(RegistrationKind.CA_CHARITY_REGISTRATION);
            }
            case GB_GIVING_STATEMENT,
                    AU_GIFT_RECEIPT,
                    NL_YEARLY_OVERVIEW,
                    US_YEAR_END_STATEMENT -> {
                // Nobody needs to sign these; their numbers are asked for where they are printed.
            }
        }
    }

    /** Documents that have no place for what was given in return must not keep silent about it. */
    private static void checkBenefits(StatementRecord it) {
        Jurisdiction law = it.kind().jurisdiction();
        require(
                law == Jurisdiction.CA || law == Jurisdiction.US || !it.hasBenefits(),
                it,
                "something was given in return, which this kind does not tell");
        require(
                law == Jurisdiction.US
                        || it.lines().stream()
                                .noneMatch(
                                        line ->
                                                line.benefit() != null
                                                        && line.benefit().intangible()),
                it,
                "only the law of the United States knows intangible benefits");
    }

    private static void checkGerman(StatementRecord it, boolean isMachine) {
        TaxNotice notice = it.issuer().notice();
        require(notice != null, it, "there is no notice of the tax office");
        require(
                notice.carriesConfirmationsOn(it.issuedOn()),
                it,
                "the notice of the tax office is too old (§ 63(5) AO)");
        Signature signature = it.issuer().signature();
        require(signature != null, it, "nobody signs it");
        require(
                !isMachine
                        || Stream.of(signature.notifiedOffice(), signature.notifiedOn())
                                .noneMatch(java.util.Objects::isNull),
                it,
                "the tax office was not told that a machine signs (R 10b.1(4) EStR)");
        require(
                !isMachine || it.lines().stream().noneMatch(StatementLine::waiver),
                it,
                "a waived claim must be signed by hand (R 10b.1(4) EStR)");
    }

    private static void require(boolean isMet, StatementRecord it, String reason) {
        if (!isMet) {
            throw new IllegalArgumentException(it.number() + " cannot be written: " + reason);
        }
    }
}

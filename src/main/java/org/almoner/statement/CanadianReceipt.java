package org.almoner.statement;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.almoner.money.Money;
import org.almoner.office.RegistrationKind;
import org.almoner.pdf.PdfRole;
import org.almoner.pdf.PdfStyle;

/**
 * Official receipt for gifts in cash, with all that s. 3501(1) of the Income Tax Regulations asks
 * for; more than one gift make a cumulative receipt of their year. Where donors received an
 * advantage, it is described, and the eligible amount is what remains.
 */
final class CanadianReceipt extends StatementLetter {

    private static final PdfStyle AGENCY = PdfStyle.of(8.5).quiet();

    CanadianReceipt(Writing writing) {
        super(writing);
    }

    private String law(String key, String... namesAndValues) {
        return Words.law(key + "." + writing.locale().getLanguage(), namesAndValues);
    }

    @Override
    String title() {
        return law("CA.title");
    }

    @Override
    String replaces() {
        return law("CA.replaces", "number", statement.replaces());
    }

    @Override
    void body() throws IOException {
        Issuer issuer = writing.issuer();
        line(say("facts.receipt"), statement.number(), true);
        line(say("facts.issued"), writing.day(statement.issuedOn()), false);
        line(say("facts.place"), issuer.place(), false);
        line(say("facts.charity"), named(issuer.legalName(), issuer.address()), false);
        line(
                say("facts.charityNumber"),
                issuer.required(RegistrationKind.CA_CHARITY_REGISTRATION),
                false);
        line(say("facts.donor"), donor(), false);
        received();
        line(say("facts.total"), writing.money(statement.received()), false);
        advantage();
        line(say("facts.eligible"), writing.money(statement.total()), true);
        signature();
        flow().write(PdfRole.P, AGENCY, law("CA.agency") + " – " + law("CA.site"));
        if (statement.lines().size() > 1) {
            gifts();
        }
    }

    /** Its value, and what it was: of one gift here, of several with each of them below. */
    private void advantage() throws IOException {
        Money value = statement.returned();
        if (!statement.hasBenefits()) {
            line(say("facts.advantage"), say("facts.none", "amount", writing.money(value)), false);
            return;
        }
        line(say("facts.advantage"), writing.money(value), false);
        boolean isOne = statement.lines().size() == 1;
        line(
                say("facts.description"),
                isOne ? statement.lines().get(0).benefit().description() : say("facts.below"),
                false);
    }

    private void gifts() throws IOException {
        if (!statement.hasBenefits()) {
            heading(say("gifts.information"));
            new GiftTable(writing)
                    .day(0.2)
                    .purpose(0.36)
                    .method(0.24)
                    .amount(0.2)
                    .write(flow(), say("total"), statement.total());
            return;
        }
        heading(say("gifts.advantages"));
        new GiftTable(writing)
                .day(0.16)
                .purpose(0.18)
                .text("advantage", this::described, 0.21)
                .amount("received", StatementLine::amount, 0.15)
                .amount("advantageValue", this::value, 0.15)
                .amount("eligible", StatementLine::eligible, 0.15)
                .write(
                        flow(),
                        say("total"),
                        statement.received(),
                        statement.returned(),
                        statement.total());
    }

    private String described(StatementLine gift) {
        return gift.benefit() == null ? say("none.advantage") : gift.benefit().description();
    }

    private Money value(StatementLine gift) {
        return gift.benefit() == null
                ? Money.zero(gift.amount().currency())
                : gift.benefit().value();
    }

    /** The day of one gift; the year of several. */
    private void received() throws IOException {
        if (statement.lines().size() == 1) {
            LocalDate day = statement.lines().get(0).day();
            line(say("facts.day"), writing.day(day), false);
        } else {
            line(say("facts.year"), Integer.toString(statement.to().getYear()), false);
        }
    }

    private String donor() {
        Recipient to = statement.recipient();
        List<String> lines = new ArrayList<>();
        if (to.contact() != null) {
            lines.add(to.contact());
        }
        lines.addAll(to.address());
        if (!writing.issuer().country().equals(to.country())) {
            lines.add(writing.country(to.country()));
        }
        return named(to.name(), lines);
    }

    private static String named(String name, List<String> lines) {
        return name + "\n" + String.join(", ", lines);
    }
}

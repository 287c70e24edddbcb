package org.almoner.statement;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.almoner.office.RegistrationKind;

/**
 * Year-end statement that is the written acknowledgment of each of its gifts (IRC § 170(f)(8)): the
 * organisation, the amounts, and that nothing was given in return, or what was, with a good-faith
 * estimate of its value and what is deductible (§ 6115).
 */
final class AmericanStatement extends StatementLetter {

    AmericanStatement(Writing writing) {
        super(writing);
    }

    @Override
    String title() {
        String year = Integer.toString(statement.to().getYear());
        String title = say("title.US_YEAR_END_STATEMENT", "year", year);
        return statement.replaces() == null ? title : say("US.corrected", "title", title);
    }

    @Override
    void body() throws IOException {
        introduction();
        List<String> sentences = new ArrayList<>();
        if (statement.hasBenefits()) {
            goods();
            sentences.addAll(returned());
        } else {
            boolean isOne = statement.lines().size() == 1;
            nothing();
            sentences.add(Words.law(isOne ? "US.goods.one" : "US.goods.many"));
        }
        sentences.add(
                Words.law(
                        "US.exempt",
                        "name",
                        writing.issuer().legalName(),
                        "ein",
                        writing.issuer().required(RegistrationKind.US_EIN)));
        statutory(Locale.ENGLISH, String.join(" ", sentences));
        text(say("US.refunds"));
        signature();
    }

    private void nothing() throws IOException {
        new GiftTable(writing)
                .day(0.17)
                .purpose(0.27)
                .method(0.2)
                .always("goods", "none", 0.19)
                .amount(0.17)
                .write(flow(), say("total"), statement.total());
    }

    private void goods() throws IOException {
        new GiftTable(writing)
                .day(0.16)
                .purpose(0.19)
                .method(0.17)
                .amount(0.15)
                .amountOrWords("goodsValue", this::value, 0.18)
                .amount("deductibleAmount", StatementLine::eligible, 0.15)
                .write(
                        flow(),
                        say("total"),
                        statement.received(),
                        statement.returned(),
                        statement.total());
        heading(say("US.returned"));
        new GiftTable(writing)
                .day(0.16)
                .text("goods", it -> it.benefit().description(), 0.62)
                .amountOrWords("estimate", this::value, 0.22)
                .write(flow(), lines(it -> it.benefit() != null));
    }

    private String value(StatementLine gift) {
        if (gift.benefit() == null) {
            return say("none");
        }
        return gift.benefit().intangible()
                ? say("intangible")
                : writing.money(gift.benefit().value());
    }

    /** The sentences of the law for those gifts of the statement that each of them is about. */
    private List<String> returned() {
        List<String> sentences = new ArrayList<>();
        if (!lines(it -> it.benefit() == null).isEmpty()) {
            sentences.add(Words.law("US.goods.marked", "mark", say("none")));
        }
        if (!lines(it -> it.benefit() != null && !it.benefit().intangible()).isEmpty()) {
            sentences.add(Words.law("US.goods.provided"));
        }
        if (!lines(it -> it.benefit() != null && it.benefit().disclosed()).isEmpty()) {
            sentences.add(Words.law("US.goods.limit"));
        }
        if (!lines(it -> it.benefit() != null && it.benefit().intangible()).isEmpty()) {
            sentences.add(Words.law("US.goods.intangible", "mark", say("intangible")));
        }
        return sentences;
    }

    private List<StatementLine> lines(Predicate<StatementLine> wanted) {
        return statement.lines().stream().filter(wanted).toList();
    }
}

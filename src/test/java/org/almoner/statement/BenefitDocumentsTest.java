package org.almoner.statement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.almoner.Golden;
import org.almoner.money.Money;
import org.almoner.pdf.Conformance;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Documents that tell of something given in return. */
class BenefitDocumentsTest {

    private static StatementLine with(StatementLine gift, StatementLine.Benefit benefit) {
        return new StatementLine(
                gift.gift(),
                gift.day(),
                gift.method(),
                gift.purpose(),
                gift.amount(),
                gift.waiver(),
                gift.giftAid(),
                gift.counts(),
                benefit,
                gift.agreement());
    }

    private static StatementLine with(
            StatementLine gift, long minor, String description, boolean isDisclosed) {
        Money value = new Money(minor, gift.amount().currency());
        return with(gift, new StatementLine.Benefit(value, description, isDisclosed));
    }

    /** Four gifts: nothing, a dinner, a book, and in the United States a service. */
    static Statements several(DocumentKind kind) {
        Statements usual = Statements.of(kind);
        List<StatementLine> gifts = new ArrayList<>(usual.lines());
        boolean isAmerican = kind == DocumentKind.US_YEAR_END_STATEMENT;
        gifts.set(1, with(gifts.get(1), 1_500, "Dinner at the summer gala", false));
        gifts.set(2, with(gifts.get(2), 1_999, "Illustrated book of our first 25 years", false));
        if (isAmerican) {
            gifts.set(3, with(gifts.get(3), 0, "Admission to the memorial service", false));
        }
        return usual.with(gifts);
    }

    /** One gift of 1 234.56 with a dinner for two. */
    static Statements single(DocumentKind kind) {
        Statements usual = Statements.of(kind).gift(123_456);
        boolean isAmerican = kind == DocumentKind.US_YEAR_END_STATEMENT;
        return usual.with(
                List.of(with(usual.lines().get(0), 25_000, "Dinner for two", isAmerican)));
    }

    @TestFactory
    Stream<DynamicTest> each_shape_in_each_language_says_what_its_page_lists_and_conforms() {
        return Stream.of(DocumentKind.CA_OFFICIAL_RECEIPT, DocumentKind.US_YEAR_END_STATEMENT)
                .flatMap(
                        kind ->
                                Statements.languages(kind).stream()
                                        .flatMap(
                                                it ->
                                                        Stream.of(
                                                                shape("single", kind, it),
                                                                shape("several", kind, it))));
    }

    private static DynamicTest shape(String shape, DocumentKind kind, String language) {
        String name = kind.name().toLowerCase(Locale.ROOT) + "_benefit_" + shape + "_" + language;
        return DynamicTest.dynamicTest(
                name,
                () -> {
                    Statements of = shape.equals("single") ? single(kind) : several(kind);
                    byte[] document = of.in(language).document();
                    Conformance.check(document);
                    String text = WriteStatementTest.text(document);
                    Golden.matches("statement/" + name + ".txt", text.replaceAll("[ \t]+\n", "\n"));
                });
    }

    @Test
    void long_descriptions_are_broken_and_many_sheets_conform() throws IOException {
        String words = "Admission with a guided tour ".repeat(6).strip() + " for the family";
        for (DocumentKind kind :
                List.of(DocumentKind.CA_OFFICIAL_RECEIPT, DocumentKind.US_YEAR_END_STATEMENT)) {
            Statements many = Statements.of(kind).gifts(60);
            List<StatementLine> gifts =
                    many.lines().stream().map(it -> with(it, 999, words, false)).toList();
            byte[] document = many.with(gifts).document();
            Conformance.check(document);
            String text = WriteStatementTest.flat(document);
            assertEquals(60, text.split("for the family", -1).length - 1);
        }
    }

    @Test
    void the_american_limit_is_stated_where_the_law_wants_it_and_only_there() throws IOException {
        String limit = Words.law("US.goods.limit");
        assertTrue(
                WriteStatementTest.flat(single(DocumentKind.US_YEAR_END_STATEMENT).document())
                        .contains(limit));
        assertFalse(
                WriteStatementTest.flat(several(DocumentKind.US_YEAR_END_STATEMENT).document())
                        .contains(limit));
    }

    @Test
    void more_in_return_than_was_given_leaves_nothing_and_never_less() throws IOException {
        Statements one = Statements.of(DocumentKind.US_YEAR_END_STATEMENT).gift(10_000);
        StatementLine gift = one.lines().get(0);
        byte[] document = one.with(List.of(gift, with(gift, 15_000, "Painting", true))).document();
        String text = WriteStatementTest.flat(document);
        assertTrue(text.contains("Total $200.00 $150.00 $100.00"), text);
    }

    @Test
    void documents_without_a_place_for_it_are_not_written() {
        for (DocumentKind kind :
                List.of(
                        DocumentKind.DE_SINGLE,
                        DocumentKind.DE_COLLECTIVE,
                        DocumentKind.AU_GIFT_RECEIPT,
                        DocumentKind.NL_YEARLY_OVERVIEW,
                        DocumentKind.GB_GIVING_STATEMENT)) {
            Statements one = Statements.of(kind);
            List<StatementLine> gifts =
                    one.lines().stream().map(it -> with(it, 100, "Dinner", false)).toList();
            IllegalArgumentException refusal =
                    assertThrows(IllegalArgumentException.class, () -> one.with(gifts).document());
            assertTrue(refusal.getMessage().contains("given in return"), refusal.getMessage());
        }
        Statements canadian = Statements.of(DocumentKind.CA_OFFICIAL_RECEIPT);
        List<StatementLine> intangible =
                IntStream.range(0, 4)
                        .mapToObj(it -> with(canadian.lines().get(it), 0, "Service", false))
                        .toList();
        assertThrows(IllegalArgumentException.class, () -> canadian.with(intangible).document());
    }
}

package org.almoner.tax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.almoner.TestDatabase;
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.almoner.sql.Sql;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a benefit does to a gift, at both sides of each limit, by the rules that ship. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class BenefitRuleTest {

    /** The tables of {@link BenefitSql}, with gifts that only this statement knows. */
    private static final String BY_SQL =
            """
            WITH made AS (
                SELECT * FROM unnest(?::uuid[], ?::timestamptz[], ?::bigint[], ?::bigint[], ?::bigint[],
                    ?::boolean[], ?::boolean[])
                    AS t (id, settled_at, amount_minor, reversed_minor, value_minor, cash_like, intangible)),
            donation AS (SELECT * FROM made),
            gift_benefit AS (
                SELECT id, id AS donation_id, true AS live, 'Dinner'::text AS description, value_minor,
                       cash_like, intangible FROM made),
            """
                    + BenefitSql.RULES
                    + "SELECT e.effect, o.eligible, o.benefit_minor, o.benefit_text, o.benefit_disclosed"
                    + " FROM donation g "
                    + BenefitSql.JOINS
                    + " ORDER BY g.id";

    @Inject TermsOfStatements terms;
    @Inject Offices offices;
    @Inject Sql sql;

    private record Case(
            UUID id,
            LocalDate day,
            long amount,
            long reversed,
            long value,
            boolean cashLike,
            boolean intangible) {

        BenefitRule.Returned returned() {
            return new BenefitRule.Returned(value, cashLike, intangible);
        }
    }

    private BenefitRule.Outcome outcome(String office, String day, long amount, Case returned) {
        return terms.benefits(new OfficeCode(office))
                .on(LocalDate.parse(day))
                .of(amount, returned.returned());
    }

    private static Case worth(long value, boolean cashLike) {
        return new Case(null, null, 0, 0, value, cashLike, false);
    }

    @ParameterizedTest
    @CsvSource({
        // the lesser of ten per cent and 75 dollars is as nothing
        "10000, 1000, false, IGNORED, 10000",
        "10000, 1001, false, REDUCES, 8999",
        "75000, 7500, false, IGNORED, 75000",
        "75000, 7501, false, REDUCES, 67499",
        "99999999, 7500, false, IGNORED, 99999999",
        "99999999, 7501, false, REDUCES, 99992498",
        // no cent is rounded: 9.9 cents of 99
        "99, 9, false, IGNORED, 99",
        "99, 10, false, REDUCES, 89",
        // money and what is as good always counts
        "10000, 1, true, REDUCES, 9999",
        "10000, 1000, true, REDUCES, 9000",
        // up to eighty per cent there is an intention to give
        "10000, 8000, false, REDUCES, 2000",
        "10000, 8001, false, LEAVES_OUT, 0",
        "10000, 10000, false, LEAVES_OUT, 0",
        "10000, 25000, false, LEAVES_OUT, 0",
        "99, 79, false, REDUCES, 20",
        "99, 80, false, LEAVES_OUT, 0",
    })
    void canada(long amount, long value, boolean cashLike, BenefitEffect effect, long eligible) {
        assertEquals(
                new BenefitRule.Outcome(effect, eligible, false),
                outcome("CA", "2026-06-01", amount, worth(value, cashLike)));
    }

    @ParameterizedTest
    @CsvSource({
        // two per cent, up to the amount of the year of the gift
        "2026-06-01, 10000, 200, IGNORED, 10000, false",
        "2026-06-01, 10000, 201, REDUCES, 9799, true",
        "2026-06-01, 695000, 13900, IGNORED, 695000, false",
        "2026-06-01, 9999999, 13900, IGNORED, 9999999, false",
        "2026-06-01, 9999999, 13901, REDUCES, 9986098, true",
        "2025-12-31, 9999999, 13200, IGNORED, 9999999, false",
        "2025-12-31, 9999999, 13201, REDUCES, 9986798, true",
        "2026-01-01, 9999999, 13201, IGNORED, 9999999, false",
        "2022-01-01, 9999999, 11700, IGNORED, 9999999, false",
        "2021-12-31, 9999999, 1, REDUCES, 9999998, true",
        // above 75 dollars of payment the donor is told, whatever is deductible
        "2026-06-01, 7500, 4000, REDUCES, 3500, false",
        "2026-06-01, 7501, 4000, REDUCES, 3501, true",
        "2026-06-01, 10000, 4000, REDUCES, 6000, true",
        "2026-06-01, 10000, 10000, REDUCES, 0, true",
        "2026-06-01, 10000, 10001, REDUCES, 0, true",
    })
    void united_states(
            String day,
            long amount,
            long value,
            BenefitEffect effect,
            long deductible,
            boolean isDisclosed) {
        assertEquals(
                new BenefitRule.Outcome(effect, deductible, isDisclosed),
                outcome("US", day, amount, worth(value, true)));
    }

    @Test
    void what_is_intangible_takes_nothing_away_and_is_named() {
        Case worship = new Case(null, null, 0, 0, 0, false, true);
        assertEquals(
                new BenefitRule.Outcome(BenefitEffect.REDUCES, 50_000, false),
                outcome("US", "2026-06-01", 50_000, worship));
    }

    @ParameterizedTest
    @CsvSource({"DE", "NL", "AU"})
    void elsewhere_one_cent_of_return_keeps_the_gift_off_the_statement(String office) {
        assertEquals(
                new BenefitRule.Outcome(BenefitEffect.LEAVES_OUT, 0, false),
                outcome(office, "2026-06-01", 1_000_000, worth(1, false)));
    }

    @Test
    void the_british_statement_does_not_depend_on_it() {
        assertEquals(
                new BenefitRule.Outcome(BenefitEffect.NO_MATTER, 10_000, false),
                outcome("GB", "2026-06-01", 10_000, worth(10_000, false)));
    }

    @Test
    void where_there_is_no_rule_nothing_is_stated() {
        assertEquals(
                BenefitEffect.LEAVES_OUT,
                outcome("CA", "2002-12-20", 10_000, worth(1, false)).effect());
        assertEquals(
                BenefitEffect.LEAVES_OUT,
                outcome("ZZ", "2026-06-01", 10_000, worth(1, false)).effect());
    }

    @Test
    void the_database_decides_every_case_as_the_code_does() {
        for (String code : List.of("CA", "US", "DE", "NL", "AU", "GB")) {
            Office office = offices.byCode(new OfficeCode(code));
            List<Case> cases = cases(code.equals("US"));
            assertTrue(cases.size() > 2_000, "cases: " + cases.size());
            BenefitRules rules = terms.benefits(office.code());
            List<String> bySql = bySql(office, cases);
            for (int i = 0; i < cases.size(); i++) {
                Case one = cases.get(i);
                BenefitRule.Outcome byCode =
                        rules.on(one.day()).of(one.amount() - one.reversed(), one.returned());
                assertEquals(written(byCode, one), bySql.get(i), code + " " + one);
            }
        }
    }

    private static String written(BenefitRule.Outcome it, Case of) {
        boolean isNamed = it.effect() == BenefitEffect.REDUCES;
        return String.join(
                " ",
                it.effect().name(),
                String.valueOf(it.eligible()),
                isNamed ? String.valueOf(of.value()) : "null",
                isNamed ? "Dinner" : "null",
                isNamed ? String.valueOf(it.disclosed()) : "null");
    }

    private List<String> bySql(Office office, List<Case> cases) {
        List<Object> values = new ArrayList<>();
        values.add(column("uuid", cases, Case::id));
        values.add(
                column(
                        "timestamptz",
                        cases,
                        it -> it.day().atStartOfDay(office.zone()).toInstant()));
        values.add(column("int8", cases, Case::amount));
        values.add(column("int8", cases, Case::reversed));
        values.add(column("int8", cases, Case::value));
        values.add(column("bool", cases, Case::cashLike));
        values.add(column("bool", cases, Case::intangible));
        values.addAll(terms.benefits(office.code()).values(office.zone()));
        return sql.read(BY_SQL, BenefitRuleTest::decided, values.toArray());
    }

    private static String decided(ResultSet row) throws SQLException {
        return String.join(
                " ",
                row.getString("effect"),
                row.getString("eligible"),
                row.getString("benefit_minor"),
                row.getString("benefit_text"),
                row.getObject("benefit_disclosed") == null
                        ? "null"
                        : String.valueOf(row.getBoolean("benefit_disclosed")));
    }

    private static <T> Sql.Column column(String type, List<T> all, Function<T, ?> value) {
        return new Sql.Column(type, all.stream().map(it -> (Object) value.apply(it)).toList());
    }

    /** Amounts and values around every limit, on the first and last days of rules. */
    private static List<Case> cases(boolean hasIntangible) {
        List<Case> cases = new ArrayList<>();
        for (String day :
                List.of(
                        "1999-12-31",
                        "2002-12-20",
                        "2002-12-21",
                        "2021-12-31",
                        "2022-01-01",
                        "2025-12-31",
                        "2026-01-01")) {
            for (long amount : List.of(1L, 99L, 7_500L, 7_501L, 10_000L, 75_000L, 5_000_000L)) {
                for (long reversed : List.of(0L, amount / 3)) {
                    long rest = amount - reversed;
                    for (long limit :
                            List.of(
                                    rest / 50,
                                    rest / 10,
                                    rest * 4 / 5,
                                    rest,
                                    7_500L,
                                    11_700L,
                                    13_200L,
                                    13_900L,
                                    1_000_000_000_000_000L)) {
                        for (long value = limit - 1; value <= limit + 1; value++) {
                            add(cases, LocalDate.parse(day), new long[] {amount, reversed, value});
                        }
                    }
                    if (hasIntangible) {
                        cases.add(
                                new Case(
                                        id(cases.size()),
                                        LocalDate.parse(day),
                                        amount,
                                        reversed,
                                        0,
                                        false,
                                        true));
                    }
                }
            }
        }
        return cases;
    }

    private static void add(List<Case> cases, LocalDate day, long[] minor) {
        if (minor[2] < 1 || minor[2] > 1_000_000_000_000_000L) {
            return;
        }
        for (boolean cashLike : List.of(true, false)) {
            cases.add(
                    new Case(id(cases.size()), day, minor[0], minor[1], minor[2], cashLike, false));
        }
    }

    private static UUID id(int number) {
        return new UUID(0, number);
    }

    @Test
    void the_day_of_the_gift_is_a_day_at_the_office() {
        Office office = offices.byCode(new OfficeCode("US"));
        Instant newYear = LocalDate.parse("2026-01-01").atStartOfDay(office.zone()).toInstant();
        for (Instant at : List.of(newYear.minusSeconds(1), newYear)) {
            Case one = new Case(id(1), office.dayOf(at), 9_999_999, 0, 13_500, false, false);
            List<Object> values = new ArrayList<>();
            values.add(Sql.Column.ids(List.of(one.id())));
            values.add(new Sql.Column("timestamptz", List.of(at)));
            values.add(new Sql.Column("int8", List.of(one.amount())));
            values.add(new Sql.Column("int8", List.of(0L)));
            values.add(new Sql.Column("int8", List.of(one.value())));
            values.add(new Sql.Column("bool", List.of(false)));
            values.add(new Sql.Column("bool", List.of(false)));
            values.addAll(terms.benefits(office.code()).values(office.zone()));
            String expected = at.equals(newYear) ? "IGNORED" : "REDUCES";
            assertEquals(
                    List.of(expected),
                    sql.read(BY_SQL, row -> row.getString("effect"), values.toArray()));
            assertEquals(
                    expected,
                    terms.benefits(office.code())
                            .on(one.day())
                            .of(one.amount(), one.returned())
                            .effect()
                            .name());
        }
    }
}

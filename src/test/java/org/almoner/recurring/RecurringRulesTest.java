package org.almoner.recurring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.almoner.giving.PaymentMethod;
import org.almoner.office.CatalogueFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecurringRulesTest {

    private static final CatalogueFiles FILES = new CatalogueFiles(Optional.empty());

    private static RecurringRules rules(String text) throws Exception {
        RecurringRules rules = new RecurringRules(FILES, null, null, null);
        rules.take(FILES.yaml().readValue(text, RecurringRulesFile.class));
        return rules;
    }

    private static String builtIn() throws Exception {
        try (InputStream in = FILES.open(RecurringRulesFile.NAME)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SEPA_DIRECT_DEBIT, AM04, RETRY, TRY_AGAIN",
        "SEPA_DIRECT_DEBIT, am04, RETRY, TRY_AGAIN",
        "SEPA_DIRECT_DEBIT, AC04, RENEW_METHOD, RENEW_METHOD",
        "SEPA_DIRECT_DEBIT, MD01, CANCEL, NO_MANDATE",
        "SEPA_DIRECT_DEBIT, MD06, RENEW_METHOD, OBJECTED",
        "SEPA_DIRECT_DEBIT, MD07, CANCEL_DECEASED, NOTHING",
        "SEPA_DIRECT_DEBIT, ED05, GIVE_UP, NOTHING",
        "CARD, authentication_required, RENEW_METHOD, CONFIRM",
        "CARD, generic_decline, RETRY, TRY_AGAIN",
        "CARD, do_not_try_again, RENEW_METHOD, RENEW_METHOD",
        "CARD, method_forgotten, RENEW_METHOD, RENEW_METHOD",
        "CARD, amount_too_large, GIVE_UP, NOTHING",
        "CARD, DISPUTE_FRAUD, RENEW_METHOD, OBJECTED",
        "CARD, DISPUTE_LOST, RENEW_METHOD, OBJECTED",
        "CARD, DISPUTE_CANCELED, CANCEL, NO_MANDATE",
        "CARD, never_heard_of, RETRY, TRY_AGAIN",
        "SANDBOX, card_lost, RENEW_METHOD, RENEW_METHOD"
    })
    void what_a_code_leads_to_is_as_reviewed(
            PaymentMethod method, String code, FailureRule.Action action, FailureRule.Tell tell)
            throws Exception {
        FailureRule rule = rules(builtIn()).failure(method, code);
        assertEquals(action, rule.action());
        assertEquals(tell, rule.tell());
    }

    @Test
    void a_bank_that_gives_no_reason_falls_under_the_rule_for_the_rest() throws Exception {
        assertEquals(
                FailureRule.Action.RETRY,
                rules(builtIn()).failure(PaymentMethod.CARD, null).action());
    }

    @Test
    void tries_are_used_up_after_the_last_wait() throws Exception {
        FailureRule rule = rules(builtIn()).failure(PaymentMethod.CARD, "insufficient_funds");
        assertEquals(3, rule.waitAfter(1));
        assertEquals(5, rule.waitAfter(2));
        assertEquals(7, rule.waitAfter(3));
        assertNull(rule.waitAfter(4));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lapsedAfterInstalments: 3|lapsedAfterInstalments: 0|at least 1",
                "afterDays: [3, 5, 7]|afterDays: [3, 28]|must be 1 to 27",
                "{action: RENEW_METHOD, tell: CONFIRM}|{action: RENEW_METHOD, afterDays: [1], tell:"
                        + " CONFIRM}|for RETRY and for nothing else",
                "{action: RETRY, afterDays: [7], tell: TRY_AGAIN}|{action: RETRY, afterDays: [7],"
                        + " tell: OBJECTED}|TRY_AGAIN or NOTHING",
                "mode: NONE, leadDays: 0}|mode: NONE, leadDays: 61}|0 to 60 days"
            })
    void a_mistake_in_the_file_stops_the_start_and_is_named(String good, String bad, String named)
            throws Exception {
        String text = builtIn();
        assertTrue(text.contains(good), good);
        IllegalStateException refused =
                assertThrows(
                        IllegalStateException.class,
                        () ->
                                rules(
                                        text.replaceFirst(
                                                java.util.regex.Pattern.quote(good),
                                                java.util.regex.Matcher.quoteReplacement(bad))));
        assertTrue(refused.getMessage().contains(named), refused.getMessage());
    }
}

package org.almoner.signup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.almoner.TestDatabase;
import org.almoner.access.AtOnce;
import org.almoner.account.Accounts;
import org.almoner.allowance.Allowances;
import org.almoner.allowance.AllowancesOfTests;
import org.almoner.consent.ChainReport;
import org.almoner.consent.ConsentAnswer;
import org.almoner.consent.ConsentAudience;
import org.almoner.consent.ConsentChain;
import org.almoner.consent.ConsentCircumstances;
import org.almoner.consent.ConsentHistory;
import org.almoner.consent.ConsentLedger;
import org.almoner.consent.ConsentMethod;
import org.almoner.consent.ConsentRules;
import org.almoner.consent.ConsentStanding;
import org.almoner.consent.ConsentState;
import org.almoner.consent.ConsentText;
import org.almoner.consent.ConsentTexts;
import org.almoner.donor.DonorId;
import org.almoner.donor.EmailAddress;
import org.almoner.id.Ids;
import org.almoner.letter.PortalPage;
import org.almoner.mail.Mail;
import org.almoner.office.Offices;
import org.almoner.outbox.Delivery;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;
import org.almoner.sql.Sql;
import org.almoner.wizard.Givers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Limits of time and number, on the real database, with a clock that the test moves. A flood has
 * 300 sign-ups, or as many as the system property {@code almoner.sign-up.flood} says.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SignUpRulesTest {

    private static final int FLOOD = Integer.getInteger("almoner.sign-up.flood", 300);
    private static final int PER_NETWORK = 10;

    @Inject DataSource database;
    @Inject SignUpTable table;
    @Inject SignUpSecrets secrets;
    @Inject ConsentRules rules;
    @Inject ConsentTexts texts;
    @Inject ConsentLedger ledger;
    @Inject ConsentHistory history;
    @Inject ConsentChain chain;
    @Inject SignUpHistory signUps;
    @Inject Accounts accounts;
    @Inject Offices offices;
    @Inject PortalPage portal;
    @Inject Ids ids;
    @Inject Sql sql;

    private Instant now = Instant.parse("2027-05-03T06:00:00Z");
    private final List<UUID> owed = new ArrayList<>();
    private final List<Mail> sent = new ArrayList<>();

    private NoteSignUp note;
    private AskToSignUp ask;
    private SignUpMailHandler mails;
    private ConfirmSignUp confirm;
    private WithdrawSignUp withdraw;

    @BeforeEach
    void aServiceWithAClockOfItsOwn() {
        Allowances allowances = AllowancesOfTests.at(database, () -> now, ids);
        note =
                new NoteSignUp(
                        table, secrets, (kind, subject, occurrence) -> owed.add(subject), ids);
        ask = new AskToSignUp(rules, texts, note, allowances, PER_NETWORK);
        mails =
                new SignUpMailHandler(
                        table,
                        secrets,
                        texts,
                        allowances,
                        offices,
                        portal,
                        mail -> {
                            sent.add(mail);
                            return new Delivery.Delivered();
                        },
                        () -> now);
        PersonBehind person = new PersonBehind(accounts, ledger);
        confirm = new ConfirmSignUp(table, texts, history, person, () -> now);
        withdraw = new WithdrawSignUp(table, person, () -> now);
    }

    private static EmailAddress fresh() {
        return EmailAddress.parse("rules." + Givers.word() + "@example.org").orElseThrow();
    }

    private ConsentAudience audience(String country) {
        return new ConsentAudience(country, "en", offices.forCountry(country).code(), now);
    }

    private void ask(EmailAddress email, String network) {
        ask.ask(
                new NoteSignUp.Mailbox(email, audience("DE")),
                List.of(new ConsentAnswer("de-newsletter-email", 1, true)),
                Origin.NONE,
                network);
    }

    private void deliverAll() {
        for (UUID one : List.copyOf(owed)) {
            Delivery delivery = mails.deliver(one, 1);
            if (delivery instanceof Delivery.Delivered) {
                owed.remove(one);
            } else {
                assertTrue(delivery instanceof Delivery.RetryLater, delivery.toString());
            }
        }
    }

    private int rows(EmailAddress email) {
        return sql.read("SELECT 1 FROM sign_up WHERE email = ?", row -> 1, email.value()).size();
    }

    /** Signs up at the present moment; the sign-up's id. */
    private UUID asked(EmailAddress email, String country, String text) {
        ConsentText words = texts.find(text, 1, audience(country)).orElseThrow();
        QuarkusTransaction.requiringNew()
                .run(
                        () ->
                                note.note(
                                        new NoteSignUp.Mailbox(email, audience(country)),
                                        words,
                                        null,
                                        Origin.NONE));
        return owed.get(owed.size() - 1);
    }

    private boolean click(UUID signUp) {
        return QuarkusTransaction.requiringNew()
                .call(() -> confirm.with(secrets.of(signUp), Origin.NONE));
    }

    private void isRefused(UUID signUp, String why) {
        DomainProblem refused = assertThrows(DomainProblem.class, () -> click(signUp));
        assertEquals(ProblemType.WRONG_STATE, refused.type());
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
        assertEquals(SignUp.State.ASKED, table.find(signUp).orElseThrow().state());
    }

    @Test
    void a_flood_of_sign_ups_for_one_address_sends_three_mails_a_day() {
        EmailAddress email = fresh();
        for (int i = 0; i < FLOOD; i++) {
            ask(email, "network " + i);
            deliverAll();
        }
        System.out.printf(
                "TRIAL flood of sign-ups: %d for one address at once, %d noted, %d mails%n",
                FLOOD, rows(email), sent.size());
        assertEquals(10, rows(email), "beyond ten an hour nothing is noted");
        assertEquals(1, sent.size(), "one a minute");
        for (int minute = 0; minute < 120; minute++) {
            now = now.plusSeconds(60);
            ask(email, "later network " + minute);
            deliverAll();
        }
        assertEquals(3, sent.size(), "three a day");
        now = now.plus(Duration.ofDays(1));
        ask(email, "next day");
        deliverAll();
        assertEquals(4, sent.size(), "the next day there is room again");
    }

    @Test
    void a_network_signs_up_ten_mailboxes_in_ten_minutes() {
        for (int i = 0; i < PER_NETWORK; i++) {
            ask(fresh(), "one network");
        }
        EmailAddress late = fresh();
        DomainProblem refused = assertThrows(DomainProblem.class, () -> ask(late, "one network"));
        assertEquals(ProblemType.TOO_MANY_REQUESTS, refused.type());
        assertEquals(0, rows(late));
        now = now.plus(Duration.ofMinutes(10));
        ask(late, "one network");
        assertEquals(1, rows(late));
    }

    @ParameterizedTest
    @CsvSource({"604799999, true", "604800000, false"})
    void the_link_serves_for_seven_days(long millis, boolean serves) {
        UUID signUp = asked(fresh(), "DE", "de-newsletter-email");
        now = now.plusMillis(millis);
        if (serves) {
            assertTrue(click(signUp));
        } else {
            isRefused(signUp, "run out");
        }
    }

    @Test
    void a_text_that_was_withdrawn_meanwhile_is_not_agreed_to_any_more() {
        now = Instant.parse("2026-02-04T20:00:00Z");
        UUID signUp = asked(fresh(), "GB", "gb-newsletter-email-consent");
        now = Instant.parse("2026-02-05T00:00:00Z");
        isRefused(signUp, "not asked in these words any more");
        now = Instant.parse("2026-02-04T23:59:59Z");
        assertTrue(click(signUp));
    }

    @Test
    void a_secret_of_something_else_is_none_of_ours() {
        assertFalse(
                QuarkusTransaction.requiringNew()
                        .call(() -> confirm.with("x".repeat(43), Origin.NONE)));
        UUID signUp = asked(fresh(), "DE", "de-newsletter-email");
        assertFalse(
                QuarkusTransaction.requiringNew()
                        .call(
                                () ->
                                        confirm.with(
                                                SignUpSecrets.hash(secrets.of(signUp)),
                                                Origin.NONE)),
                "what is stored opens nothing");
        assertTrue(click(signUp));
    }

    private DonorId donor(EmailAddress email) {
        UUID id = ids.next();
        sql.write(
                "INSERT INTO donor (id, office_code, identity_hash, kind, salutation, first_name,"
                        + " last_name, email, street, house_number, postcode, town, country,"
                        + " locale, created_at, last_seen_at) VALUES (?, 'DE', repeat(md5(?), 2),"
                        + " 'PERSON', 'MS', 'Alex', 'Clicks', ?, 'Musterweg', '7', '10115',"
                        + " 'Musterstadt', 'DE', 'de', ?, ?)",
                id,
                id.toString(),
                email.value(),
                now,
                now);
        return new DonorId(id);
    }

    private ConsentCircumstances portal() {
        return new ConsentCircumstances(
                audience("DE"), "203.0.113.7", "Browser", "portal", ConsentMethod.PORTAL);
    }

    private void says(DonorId donor, boolean yes) {
        QuarkusTransaction.requiringNew()
                .run(
                        () ->
                                ledger.append(
                                        donor,
                                        List.of(new ConsentAnswer("de-newsletter-email", 1, yes)),
                                        portal()));
    }

    private ConsentStanding standing(DonorId donor) {
        return history.standing(List.of(donor)).get(0);
    }

    @Test
    void a_no_that_was_said_after_signing_up_is_not_undone_by_the_older_mail() {
        EmailAddress email = fresh();
        DonorId donor = donor(email);
        UUID signUp = asked(email, "DE", "de-newsletter-email");
        now = now.plusSeconds(60);
        says(donor, false);
        now = now.plusSeconds(60);
        isRefused(signUp, "changed since");
        assertEquals(ConsentState.REFUSED, standing(donor).state());
        UUID again = asked(email, "DE", "de-newsletter-email");
        now = now.plusSeconds(60);
        assertTrue(click(again), "whoever signs up anew means it");
        assertEquals(ConsentState.GIVEN, standing(donor).state());
        assertEquals(ConsentMethod.CONFIRMATION, standing(donor).method());
    }

    @Test
    void a_click_and_a_no_at_once_are_both_kept_and_the_last_of_the_chain_counts()
            throws Exception {
        for (int round = 0; round < 10; round++) {
            EmailAddress email = fresh();
            DonorId donor = donor(email);
            UUID signUp = asked(email, "DE", "de-newsletter-email");
            now = now.plusSeconds(60);
            AtOnce.all(
                    2,
                    i ->
                            () -> {
                                if (i == 0) {
                                    says(donor, false);
                                } else {
                                    try {
                                        click(signUp);
                                    } catch (DomainProblem theNoCameFirst) {
                                        assertEquals(
                                                ProblemType.WRONG_STATE, theNoCameFirst.type());
                                    }
                                }
                                return i;
                            });
            List<String> links =
                    sql.read(
                            "SELECT decision FROM consent_event WHERE donor_id = ? ORDER BY seq",
                            row -> row.getString(1),
                            donor.value());
            boolean isConfirmed =
                    table.find(signUp).orElseThrow().state() == SignUp.State.CONFIRMED;
            assertEquals(isConfirmed ? 2 : 1, links.size(), links.toString());
            ConsentState last = standing(donor).state();
            assertEquals(
                    links.get(links.size() - 1).equals("GIVEN"),
                    last == ConsentState.GIVEN,
                    links + " " + last);
        }
        ChainReport report = chain.verify();
        assertEquals(List.of(), report.broken().stream().filter(this::isOurs).toList());
    }

    private boolean isOurs(UUID donor) {
        return !sql.read(
                        "SELECT 1 FROM donor WHERE id = ? AND last_name = 'Clicks'",
                        row -> 1,
                        donor)
                .isEmpty();
    }

    private boolean leave(UUID signUp) {
        return QuarkusTransaction.requiringNew()
                .call(() -> withdraw.with(secrets.of(signUp), Origin.NONE));
    }

    private List<ConsentState> of(EmailAddress email, Instant at) {
        return signUps.of(List.of(email), at).getOrDefault(email, List.of()).stream()
                .map(ConsentStanding::state)
                .toList();
    }

    @Test
    void whoever_left_has_left_with_all_sign_ups_of_the_mailbox_until_a_new_one() {
        EmailAddress email = fresh();
        UUID first = asked(email, "DE", "de-newsletter-email");
        UUID second = asked(email, "DE", "de-newsletter-email");
        UUID british = asked(email, "GB", "gb-signup-email");
        assertTrue(click(first));
        assertTrue(click(british));
        Instant agreed = now;
        now = now.plus(Duration.ofDays(400));
        assertTrue(leave(first), "however old the mail is");
        assertTrue(leave(first), "a second time changes nothing");
        assertEquals(SignUp.State.WITHDRAWN, table.find(second).orElseThrow().state());
        assertEquals(SignUp.State.CONFIRMED, table.find(british).orElseThrow().state());
        assertEquals(
                List.of(ConsentState.WITHDRAWN, ConsentState.GIVEN),
                of(email, now),
                "Germany, Great Britain");
        assertEquals(List.of(ConsentState.GIVEN, ConsentState.GIVEN), of(email, agreed));
        assertEquals(
                List.of(ConsentState.GIVEN, ConsentState.GIVEN), of(email, now.minusMillis(1)));
        now = now.plusSeconds(60);
        assertTrue(click(asked(email, "DE", "de-newsletter-email")));
        assertEquals(List.of(ConsentState.GIVEN, ConsentState.GIVEN), of(email, now));
    }

    @Test
    void a_sign_up_that_was_taken_back_is_not_confirmed_any_more_and_is_forgotten() {
        UUID signUp = asked(fresh(), "DE", "de-newsletter-email");
        assertTrue(leave(signUp));
        DomainProblem refused = assertThrows(DomainProblem.class, () -> click(signUp));
        assertTrue(refused.getMessage().contains("taken back"), refused.getMessage());
        assertEquals(SignUp.State.WITHDRAWN, table.find(signUp).orElseThrow().state());
        now = now.plus(ForgetSignUps.KEPT).plusMillis(1);
        new ForgetSignUps(table, () -> now).forget();
        assertTrue(table.find(signUp).isEmpty());
    }

    @Test
    void two_mails_clicked_at_once_never_block_each_other() throws Exception {
        for (int round = 0; round < 10; round++) {
            EmailAddress email = fresh();
            List<UUID> both =
                    List.of(
                            asked(email, "DE", "de-newsletter-email"),
                            asked(email, "DE", "de-newsletter-email"));
            List<Boolean> left = AtOnce.all(2, i -> () -> leave(both.get(i)));
            assertEquals(List.of(true, true), left);
        }
    }

    @Test
    void a_donor_who_left_by_the_mail_has_withdrawn_in_the_chain() {
        EmailAddress email = fresh();
        DonorId donor = donor(email);
        UUID signUp = asked(email, "DE", "de-newsletter-email");
        assertTrue(click(signUp));
        now = now.plusSeconds(60);
        assertTrue(leave(signUp));
        assertEquals(ConsentState.WITHDRAWN, standing(donor).state());
        assertEquals(ConsentMethod.CONFIRMATION, standing(donor).method());
    }

    @Test
    void of_people_who_share_a_mailbox_nobody_is_said_to_have_clicked() {
        EmailAddress email = fresh();
        DonorId one = donor(email);
        UUID other = donor(email).value();
        sql.write("UPDATE donor SET first_name = 'Robin' WHERE id = ?", other);
        assertTrue(click(asked(email, "DE", "de-newsletter-email")));
        assertEquals(List.of(), history.standing(List.of(one, new DonorId(other))));
    }

    @Test
    void what_nobody_confirmed_is_forgotten_after_thirty_days_and_what_was_confirmed_stays() {
        EmailAddress email = fresh();
        UUID forgotten = asked(email, "DE", "de-newsletter-email");
        UUID kept = asked(email, "DE", "de-newsletter-email");
        assertTrue(click(kept));
        Instant begun = now;
        ForgetSignUps forget = new ForgetSignUps(table, () -> now);
        now = begun.plus(ForgetSignUps.KEPT);
        forget.forget();
        assertTrue(table.find(forgotten).isPresent(), "to the last moment");
        now = now.plusMillis(1);
        forget.forget();
        assertTrue(table.find(forgotten).isEmpty());
        assertTrue(table.find(kept).isPresent());
    }

    @Test
    void a_mail_of_a_sign_up_that_was_confirmed_or_has_run_out_is_not_sent() {
        UUID done = asked(fresh(), "DE", "de-newsletter-email");
        assertTrue(click(done));
        UUID old = asked(fresh(), "DE", "de-newsletter-email");
        now = now.plus(NoteSignUp.SERVES);
        deliverAll();
        assertEquals(List.of(), sent);
        assertEquals(SignUp.State.ASKED, table.find(old).orElseThrow().state());
    }

    @Test
    void a_mail_is_the_same_at_every_try() {
        EmailAddress email = fresh();
        UUID signUp = asked(email, "DE", "de-newsletter-email");
        mails.deliver(signUp, 1);
        mails.deliver(signUp, 1);
        assertEquals(2, sent.size());
        assertEquals(sent.get(0), sent.get(1));
        assertTrue(sent.get(0).text().contains(secrets.of(signUp)));
    }
}

package org.almoner.tax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.almoner.TestDatabase;
import org.almoner.mail.Mail;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.almoner.signature.DocumentSigner;
import org.almoner.signature.DocumentSigners;
import org.almoner.signature.TestKeys;
import org.junit.jupiter.api.Test;

/** The notice of the invented German office is of 14 May 2024 and good for five years. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class WatchNoticesTest {

    @Inject Offices offices;
    @Inject TermsOfStatements terms;
    @Inject DocumentSigners signers;

    /** What is owed on a day, such as {@code notice-warning 2}. */
    private List<String> owedOn(String day) {
        return owedOn(day, signers);
    }

    private List<String> owedOn(String day, DocumentSigners signers) {
        List<String> owed = new ArrayList<>();
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        new WatchNotices(
                        offices,
                        terms,
                        signers,
                        (kind, subject, occurrence) -> owed.add(kind + " " + occurrence),
                        meters,
                        InstantSource.fixed(Instant.parse(day + "T10:00:00Z")))
                .run();
        assertTrue(meters.get("almoner.tax.notice.days.left").gauge().value() < 5000);
        return owed;
    }

    @Test
    void warns_sixty_days_before_and_again_when_fewer_are_left() {
        assertEquals(List.of(), owedOn("2029-03-14"));
        assertEquals(List.of("notice-warning 1"), owedOn("2029-03-15"));
        assertEquals(List.of("notice-warning 1"), owedOn("2029-04-13"));
        assertEquals(List.of("notice-warning 2"), owedOn("2029-04-14"));
        assertEquals(List.of("notice-warning 3"), owedOn("2029-04-30"));
        assertEquals(List.of("notice-warning 4"), owedOn("2029-05-07"));
        assertEquals(List.of("notice-warning 5"), owedOn("2029-05-13"));
        assertEquals(List.of("notice-warning 6"), owedOn("2029-05-14"));
        assertEquals(List.of("notice-warning 6"), owedOn("2029-05-15"));
    }

    @Test
    void warns_of_a_certificate_in_the_same_way_and_by_the_days_of_its_office() {
        // 23:30 of 30 June in Toronto
        DocumentSigner ends =
                TestKeys.ellipticCurve()
                        .valid(TestKeys.FROM, Instant.parse("2028-07-01T03:30:00Z"))
                        .signer();
        DocumentSigners keys = TestKeys.startedWith(Map.of(new OfficeCode("CA"), ends));
        assertEquals(List.of(), owedOn("2028-04-30", keys));
        assertEquals(List.of("notice-warning 1"), owedOn("2028-05-01", keys));
        assertEquals(List.of("notice-warning 2"), owedOn("2028-05-31", keys));
        assertEquals(List.of("notice-warning 6"), owedOn("2028-06-30", keys));
    }

    @Test
    void the_mail_of_a_certificate_says_what_to_do() {
        DocumentSigner ends =
                TestKeys.ellipticCurve()
                        .valid(TestKeys.FROM, Instant.parse("2028-07-01T03:30:00Z"))
                        .signer();
        WatchNotices watch =
                new WatchNotices(
                        offices,
                        terms,
                        TestKeys.startedWith(Map.of(new OfficeCode("CA"), ends)),
                        (kind, subject, occurrence) -> {},
                        new SimpleMeterRegistry(),
                        InstantSource.fixed(Instant.parse("2028-06-20T10:00:00Z")));
        WatchNotices.RunsOut one = watch.runningOut().get(0);
        Mail mail = NoticeWarningHandler.mail(one, WatchNotices.subject(one), 4);
        assertEquals(
                "The certificate for electronic signatures runs out in 10 days", mail.subject());
        assertTrue(mail.text().contains("June 30, 2028"), mail.text());
        assertTrue(mail.text().contains("almoner.tax.signing"), mail.text());
    }
}

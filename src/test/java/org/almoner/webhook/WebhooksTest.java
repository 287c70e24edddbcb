package org.almoner.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionalException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.almoner.TestDatabase;
import org.almoner.office.OfficeCode;
import org.almoner.problem.DomainProblem;
import org.almoner.strongbox.SealedColumn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Messages on their way to a system that verifies, fails, and comes back. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class WebhooksTest {

    private static final int ATTEMPTS = 10;

    @Inject WebhookBench bench;
    @Inject WebhookEndpoints endpoints;
    @Inject WebhookDesk desk;
    @Inject SendWebhooks send;
    @Inject MarkWebhook mark;
    @Inject ForgetWebhooks forget;
    @Inject WebhooksAreSent rules;
    @Inject ThingsToTell things;
    @Inject WatchWebhooks watch;
    @Inject MeterRegistry meters;
    @Inject @All List<SealedColumn> sealed;

    private OfficeSystem system;

    @BeforeEach
    void begin() {
        bench.clear();
        things.taken.clear();
        system = new OfficeSystem();
    }

    @AfterEach
    void end() {
        system.close();
        bench.clear();
    }

    private UUID add() {
        return bench.endpoint(system).endpoint().id();
    }

    private WebhookEndpointView seen(UUID endpoint) {
        return endpoints.find(endpoint).orElseThrow();
    }

    @Nested
    class WhatIsOwed {

        @Test
        void comesSignedWithTypeTimeAndDataAndIsCountedAsTaken() {
            String secret = bench.endpoint(system).secret();
            Instant before = Instant.now();
            UUID subject = bench.owe(1);
            bench.sendWhatIsDue();
            OfficeSystem.Received message = system.only();
            assertTrue(message.isSignedWith(secret));
            assertTrue(message.isGoodForTheLibrary(secret));
            assertFalse(message.isSignedWith("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
            assertTrue(
                    message.body()
                            .matches(
                                    "\\{\"type\":\"thing\\.told\",\"timestamp\":\"[0-9T:.-]+Z\","
                                            + "\"data\":\\{\"subject\":\""
                                            + subject
                                            + "\",\"telling\":[0-9]+}}"),
                    message.body());
            long sentAt = Long.parseLong(message.timestamp());
            assertTrue(sentAt >= before.getEpochSecond());
            assertTrue(sentAt <= Instant.now().getEpochSecond());
            assertEquals(List.of("SENT TAKEN"), bench.messages());
            assertEquals(List.of(subject), things.taken);
            bench.sendWhatIsDue();
            assertEquals(1, system.received().size());
        }

        @Test
        void isOwedOnceForEachEndpointOfTheOffice() {
            try (OfficeSystem another = new OfficeSystem()) {
                add();
                bench.endpoint(another);
                UUID subject = bench.owe(1);
                bench.owe(WebhookBench.OFFICE, subject, 1);
                bench.sendWhatIsDue();
                assertEquals(1, system.received().size());
                assertNotEquals(system.only().id(), another.only().id());
                assertEquals(List.of(subject), things.taken, "told once, when both have it");
            }
        }

        @Test
        void isNothingForAnOfficeWithoutEndpoints() {
            UUID removed = add();
            endpoints.remove(removed);
            bench.owe(1);
            add();
            bench.owe(new OfficeCode("DE"), UUID.randomUUID(), 1);
            assertEquals(List.of(), bench.messages());
        }

        @Test
        void isOwedInATransactionOnlyAndByAProperName() {
            add();
            OfficeCode office = WebhookBench.OFFICE;
            assertThrows(
                    TransactionalException.class,
                    () ->
                            desk.owe(
                                    office,
                                    ThingsToTell.TYPE,
                                    List.of(new WebhookDesk.Debt(UUID.randomUUID(), 1))));
            for (String type : List.of("", "A.b", "a..b", ".a", "a b", "webhook.test")) {
                assertThrows(IllegalArgumentException.class, () -> owe(type), type);
            }
            String longest = "a".repeat(100);
            assertThrows(IllegalArgumentException.class, () -> owe(longest + "a"));
            owe(longest);
            assertEquals(1, bench.messages().size());
        }

        private void owe(String type) {
            io.quarkus.narayana.jta.QuarkusTransaction.requiringNew()
                    .run(
                            () ->
                                    desk.owe(
                                            WebhookBench.OFFICE,
                                            type,
                                            List.of(new WebhookDesk.Debt(UUID.randomUUID(), 2))));
        }

        @Test
        void isDroppedWhenThereIsNothingToTellAnyMore() {
            add();
            UUID withdrawn = bench.owe(1);
            UUID other = bench.owe(2);
            things.silent.add(withdrawn);
            bench.sendWhatIsDue();
            assertEquals(List.of("DROPPED", "SENT TAKEN"), bench.messages());
            assertEquals(List.of(other.toString()), system.subjects());
            assertEquals(List.of(other), things.taken);
        }

        @Test
        void waitsWhenNobodyCanMakeItNow() {
            add();
            UUID subject = bench.owe(1);
            things.broken.add(subject);
            owe("of.another_release");
            bench.sendWhatIsDue();
            assertEquals(List.of("PENDING NOT_MADE", "PENDING"), sortedMessages());
            things.broken.clear();
            bench.letTimePass();
            bench.sendWhatIsDue();
            assertEquals(List.of("PENDING NOT_MADE", "SENT TAKEN"), sortedMessages());
        }

        private List<String> sortedMessages() {
            List<String> found = new ArrayList<>(bench.messages());
            found.sort(
                    java.util.Comparator.comparing((String it) -> it.substring(0, 4))
                            .thenComparing(String::length, java.util.Comparator.reverseOrder()));
            return found;
        }

        @Test
        void leavesNoTraceOfWhatWasTold() {
            String secret = bench.endpoint(system).secret();
            bench.owe(1);
            endpoints.rotate(seenOnly());
            bench.sendWhatIsDue();
            String kept = bench.everythingKept();
            assertFalse(kept.contains("telling"), kept);
            assertFalse(kept.contains(secret), kept);
            assertFalse(kept.contains(secret.substring(6)), kept);
        }

        private UUID seenOnly() {
            return endpoints.page(List.of("NL"), null, 2).get(0).id();
        }
    }

    @Nested
    class TheirOrder {

        @Test
        void isThatOfTheirPositionsWhateverWasOwedFirst() {
            add();
            UUID third = bench.owe(30);
            UUID first = bench.owe(10);
            UUID second = bench.owe(20);
            bench.sendWhatIsDue();
            assertEquals(
                    List.of(first.toString(), second.toString(), third.toString()),
                    system.subjects());
        }

        @Test
        void isKeptBehindAMessageThatFails() {
            UUID endpoint = add();
            UUID first = bench.owe(1);
            UUID second = bench.owe(2);
            system.answerOnce(500);
            bench.sendWhatIsDue();
            bench.sendWhatIsDue();
            assertEquals(List.of(first.toString()), system.subjects());
            assertEquals(List.of("PENDING BROKEN", "PENDING"), bench.messages());
            assertEquals(EndpointState.ACTIVE, seen(endpoint).state());
            bench.letTimePass();
            bench.sendWhatIsDue();
            assertEquals(
                    List.of(first.toString(), first.toString(), second.toString()),
                    system.subjects());
            assertEquals(List.of("SENT TAKEN", "SENT TAKEN"), bench.messages());
        }

        @Test
        void isKeptByManyHandsOfManyNodesAtOnceAndNothingComesTwice() throws Exception {
            add();
            List<String> expected = new ArrayList<>();
            for (int position = 0; position < 40; position++) {
                expected.add(bench.owe(position).toString());
            }
            List<Thread> nodes = new ArrayList<>();
            for (int node = 0; node < 3; node++) {
                nodes.add(new Thread(this::sendAll));
            }
            nodes.forEach(Thread::start);
            for (Thread node : nodes) {
                node.join();
            }
            assertEquals(expected, system.subjects());
        }

        /** A hand that finds the endpoint held ends its run; the next tick comes back. */
        private void sendAll() {
            for (int tick = 0; tick < 500 && waiting() > 0; tick++) {
                bench.sendWhatIsDue();
            }
        }

        private long waiting() {
            return bench.number("SELECT count(*) FROM webhook_message WHERE state = 'PENDING'");
        }

        @Test
        void ofOneEndpointKeepsNoOtherWaiting() {
            try (OfficeSystem another = new OfficeSystem()) {
                add();
                bench.endpoint(another);
                system.answerAlways(500);
                bench.owe(1);
                bench.owe(2);
                bench.sendWhatIsDue();
                assertEquals(1, system.received().size());
                assertEquals(2, another.received().size());
            }
        }
    }

    @Nested
    class AFailedAttempt {

        @Test
        void comesAgainUnderTheSameIdWithANewTimeAndANewBody() {
            add();
            bench.owe(1);
            system.answerOnce(503);
            bench.sendWhatIsDue();
            bench.letTimePass();
            bench.sendWhatIsDue();
            List<OfficeSystem.Received> both = system.received();
            assertEquals(2, both.size());
            assertEquals(both.get(0).id(), both.get(1).id());
            assertNotEquals(both.get(0).body(), both.get(1).body());
        }

        @Test
        void waitsAsTheScheduleSays() {
            add();
            UUID subject = bench.owe(1);
            system.answerAlways(500);
            long[] least = {5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400};
            for (long seconds : least) {
                bench.letTimePass();
                bench.sendWhatIsDue();
                long wait = bench.secondsUntilNextAttempt(subject);
                assertTrue(wait >= seconds - 5 && wait <= seconds * 6 / 5, wait + " s");
            }
        }

        @Test
        void waitsLongerWhereTheReceiverAsksForIt() {
            add();
            UUID subject = bench.owe(1);
            system.answerOnce(429, 3_600);
            bench.sendWhatIsDue();
            long wait = bench.secondsUntilNextAttempt(subject);
            assertTrue(wait > 3_590 && wait <= 3_600, wait + " s");
        }

        @Test
        void leadsNowhereElse() throws Exception {
            try (Canary inside = new Canary()) {
                add();
                bench.owe(1);
                system.redirectTo("http://127.0.0.1:" + inside.port() + "/");
                bench.sendWhatIsDue();
                assertEquals(List.of("PENDING REDIRECTED"), bench.messages());
                assertEquals(0, inside.connections());
            }
        }

        @Test
        void isCountedAsOneWhenTheTakingCannotBeWrittenDown() {
            add();
            UUID subject = bench.owe(1);
            things.notToBeRecorded.add(subject);
            bench.sendWhatIsDue();
            assertEquals(List.of("PENDING NOT_RECORDED"), bench.messages());
            things.notToBeRecorded.clear();
            bench.letTimePass();
            bench.sendWhatIsDue();
            assertEquals(List.of("SENT TAKEN"), bench.messages());
            assertEquals(2, system.received().size());
            assertEquals(List.of(subject), things.taken);
        }
    }

    @Nested
    class AReceiverThatTakesNothing {

        private UUID endpoint;

        private void fail(int attempts) {
            for (int attempt = 0; attempt < attempts; attempt++) {
                bench.letTimePass();
                bench.sendWhatIsDue();
            }
        }

        @Test
        void isSuspendedAfterTheLastAttemptAndSentEverythingInOrderOnceItIsMended() {
            endpoint = add();
            UUID first = bench.owe(1);
            UUID second = bench.owe(2);
            system.answerAlways(500);
            fail(ATTEMPTS - 1);
            assertEquals(EndpointState.ACTIVE, seen(endpoint).state());
            assertEquals(List.of("PENDING BROKEN", "PENDING"), bench.messages());
            fail(1);
            assertEquals(List.of("DEAD BROKEN", "PENDING"), bench.messages());
            assertEquals(EndpointState.SUSPENDED, seen(endpoint).state());
            assertEquals(SuspendedBecause.GAVE_UP, seen(endpoint).suspendedBecause());
            assertEquals(1, seen(endpoint).dead());
            assertEquals(
                    1,
                    bench.number(
                            "SELECT count(*) FROM audit_entry WHERE actor = 'webhooks'"
                                    + " AND action = 'webhook-endpoint.suspended' AND object = ?",
                            "webhook-endpoint/" + endpoint));
            fail(1);
            assertEquals(ATTEMPTS, system.received().size());
            UUID third = bench.owe(3);
            system.answerAlways(200);
            endpoints.resume(endpoint);
            bench.sendWhatIsDue();
            assertEquals(
                    List.of(first.toString(), second.toString(), third.toString()),
                    system.subjects().subList(ATTEMPTS, ATTEMPTS + 3));
            assertEquals(List.of("SENT TAKEN", "SENT TAKEN", "SENT TAKEN"), bench.messages());
        }

        @Test
        void isSuspendedAtOnceWhenItWantsNoMore() {
            endpoint = add();
            bench.owe(1);
            system.answerOnce(410);
            bench.sendWhatIsDue();
            assertEquals(SuspendedBecause.GONE, seen(endpoint).suspendedBecause());
            assertEquals(List.of("PENDING GONE"), bench.messages());
            endpoints.resume(endpoint);
            bench.sendWhatIsDue();
            assertEquals(List.of("SENT TAKEN"), bench.messages());
        }

        @Test
        void isTriedAgainAtOnceWhenAPersonSaysSo() {
            endpoint = add();
            UUID subject = bench.owe(1);
            system.answerOnce(500);
            bench.sendWhatIsDue();
            UUID message = endpoints.messages(endpoint, null, null, 2).get(0).id();
            assertThrows(DomainProblem.class, () -> endpoints.retry(endpoint, UUID.randomUUID()));
            endpoints.retry(endpoint, message);
            bench.sendWhatIsDue();
            assertEquals(List.of(subject), things.taken);
            assertThrows(DomainProblem.class, () -> endpoints.retry(endpoint, message));
        }

        @Test
        void isLeftAloneWhileItIsSuspendedByAPerson() {
            endpoint = add();
            endpoints.suspend(endpoint);
            assertThrows(DomainProblem.class, () -> endpoints.suspend(endpoint));
            bench.owe(1);
            bench.sendWhatIsDue();
            assertEquals(0, system.received().size());
            assertEquals(1, seen(endpoint).waiting());
            endpoints.resume(endpoint);
            assertThrows(DomainProblem.class, () -> endpoints.resume(endpoint));
            bench.sendWhatIsDue();
            assertEquals(1, system.received().size());
        }
    }

    @Nested
    class ANodeThatDies {

        @Test
        void betweenClaimAndMarkLeavesALeaseAndTheMessageComesAgainUnderTheSameId() {
            add();
            bench.owe(1);
            MessageTable.Claimed held = send.claim().orElseThrow();
            bench.sendWhatIsDue();
            assertEquals(0, system.received().size());
            bench.endLeases();
            bench.sendWhatIsDue();
            assertEquals(held.id().toString(), system.only().id());
            assertEquals(List.of("SENT TAKEN"), bench.messages());
        }

        @Test
        void andComesBackAfterItsLeaseChangesNothing() {
            add();
            UUID first = bench.owe(1);
            MessageTable.Claimed late = send.claim().orElseThrow();
            bench.endLeases();
            bench.sendWhatIsDue();
            mark.taken(late);
            mark.failed(late, Answer.of(410, null, 1));
            assertEquals(List.of("SENT TAKEN"), bench.messages());
            assertEquals(List.of(first), things.taken);
            assertEquals(
                    1,
                    bench.number("SELECT count(*) FROM webhook_endpoint WHERE state = 'ACTIVE'"));
        }
    }

    @Nested
    class ARotation {

        @Test
        void letsReceiversWithTheOldAndWithTheNewSecretVerifyForADay() {
            WebhookEndpoints.WithSecret added = bench.endpoint(system);
            UUID endpoint = added.endpoint().id();
            String fresh = endpoints.rotate(endpoint).secret();
            assertNotEquals(added.secret(), fresh);
            bench.owe(1);
            bench.sendWhatIsDue();
            OfficeSystem.Received message = system.only();
            for (String secret : List.of(added.secret(), fresh)) {
                assertTrue(message.isSignedWith(secret));
                assertTrue(message.isGoodForTheLibrary(secret));
            }
            assertEquals(2, message.signature().split(" ").length);
            long hours =
                    bench.number(
                            "SELECT round(extract(epoch FROM old_secret_until - now()) / 3600)"
                                    + " FROM webhook_endpoint WHERE id = ?",
                            endpoint);
            assertEquals(24, hours);
        }

        @Test
        void endsForTheOldSecretWhenItsTimeIsOver() {
            WebhookEndpoints.WithSecret added = bench.endpoint(system);
            String fresh = endpoints.rotate(added.endpoint().id()).secret();
            bench.write("UPDATE webhook_endpoint SET old_secret_until = now() - interval '1 s'");
            bench.owe(1);
            bench.sendWhatIsDue();
            assertTrue(system.only().isGoodForTheLibrary(fresh));
            assertFalse(system.only().isSignedWith(added.secret()));
            forget.forget();
            assertEquals(
                    1,
                    bench.number(
                            "SELECT count(*) FROM webhook_endpoint"
                                    + " WHERE sealed_old_secret IS NULL"));
        }

        @Test
        void twiceEndsForTheSecretBeforeBothAtOnce() {
            WebhookEndpoints.WithSecret added = bench.endpoint(system);
            UUID endpoint = added.endpoint().id();
            String second = endpoints.rotate(endpoint).secret();
            String third = endpoints.rotate(endpoint).secret();
            bench.owe(1);
            bench.sendWhatIsDue();
            assertFalse(system.only().isSignedWith(added.secret()));
            assertTrue(system.only().isSignedWith(second));
            assertTrue(system.only().isSignedWith(third));
        }
    }

    @Nested
    class Operators {

        private double gauge(String name) {
            return meters.get(name).tag("office", "NL").gauge().value();
        }

        @Test
        void seeEndpointsThatGotNothingAndForHowLong() {
            UUID endpoint = add();
            watch.look();
            assertEquals(0, gauge("almoner_webhooks_suspended"));
            assertEquals(0, gauge("almoner_webhooks_oldest_seconds"));
            bench.owe(1);
            bench.write("UPDATE webhook_message SET created_at = now() - interval '1 hour'");
            endpoints.suspend(endpoint);
            watch.look();
            assertEquals(0, gauge("almoner_webhooks_suspended"));
            assertEquals(3_600, gauge("almoner_webhooks_oldest_seconds"), 60);
            endpoints.resume(endpoint);
            double before = attemptsThatFoundItGone();
            system.answerOnce(410);
            bench.sendWhatIsDue();
            watch.look();
            assertEquals(1, gauge("almoner_webhooks_suspended"));
            assertEquals(before + 1, attemptsThatFoundItGone());
        }

        private double attemptsThatFoundItGone() {
            return meters.counter("almoner_webhooks_attempts", "outcome", "GONE").count();
        }

        @Test
        void changeTheKeysOfTheStrongboxAndBothSecretsAreSealedAnew() {
            List<String> columns =
                    sealed.stream()
                            .filter(it -> it.table().equals("webhook_endpoint"))
                            .map(SealedColumn::column)
                            .sorted()
                            .toList();
            assertEquals(List.of("sealed_old_secret", "sealed_secret"), columns);
        }
    }

    @Nested
    class WhatIsOld {

        @Test
        void isDeletedAfterNinetyDaysAndNotBefore() {
            add();
            UUID old = bench.owe(1);
            UUID young = bench.owe(2);
            bench.sendWhatIsDue();
            age(old, "90 days 1 minute");
            age(young, "89 days 23 hours");
            UUID waiting = bench.owe(3);
            age(waiting, "400 days");
            forget.forget();
            assertEquals(List.of("SENT TAKEN", "PENDING"), bench.messages());
        }

        private void age(UUID subject, String by) {
            bench.write(
                    "UPDATE webhook_message SET created_at = created_at - ?::interval,"
                            + " ended_at = ended_at - ?::interval WHERE subject = ?",
                    by,
                    by,
                    subject);
        }

        @Test
        void goesWithTheEndpointThatIsRemoved() {
            UUID endpoint = add();
            bench.owe(1);
            endpoints.remove(endpoint);
            assertTrue(endpoints.find(endpoint).isEmpty());
            bench.sendWhatIsDue();
            assertEquals(0, system.received().size());
            assertEquals(
                    0,
                    bench.number(
                            "SELECT count(*) FROM webhook_endpoint"
                                    + " WHERE sealed_secret IS NOT NULL"));
            forget.forget();
            assertEquals(List.of(), bench.messages());
            removedAgo("59 minutes");
            assertEquals(1, bench.number("SELECT count(*) FROM webhook_endpoint"));
            removedAgo("61 minutes");
            assertEquals(0, bench.number("SELECT count(*) FROM webhook_endpoint"));
        }

        private void removedAgo(String time) {
            bench.write("UPDATE webhook_endpoint SET removed_at = now() - ?::interval", time);
            forget.forget();
        }

        @Test
        void andDueIsFoundByTheSelfCheck() {
            UUID endpoint = add();
            bench.owe(1);
            overdueBy("14 minutes");
            assertEquals(List.of(), offenders());
            overdueBy("16 minutes");
            assertEquals(List.of(endpoint.toString()), offenders());
            endpoints.suspend(endpoint);
            assertEquals(List.of(), offenders());
        }

        private void overdueBy(String time) {
            bench.write("UPDATE webhook_message SET next_attempt_at = now() - ?::interval", time);
        }

        private List<String> offenders() {
            return rules.sentInTime().offenders(5);
        }
    }
}

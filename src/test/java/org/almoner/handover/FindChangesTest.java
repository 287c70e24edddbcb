package org.almoner.handover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.almoner.contact.ContactChannel;
import org.almoner.contact.ContactDecision;
import org.almoner.contact.ContactGround;
import org.almoner.contact.ContactPurpose;
import org.almoner.contact.RuleSource;
import org.almoner.contact.TransferDecision;
import org.almoner.contact.TransferInstrument;
import org.almoner.donor.DonorDetails;
import org.almoner.donor.DonorId;
import org.almoner.donor.DonorView;
import org.almoner.donor.EmailAddress;
import org.almoner.donor.PersonName;
import org.almoner.donor.PostalAddress;
import org.almoner.donor.Salutation;
import org.almoner.office.OfficeCode;
import org.junit.jupiter.api.Test;

/** What an office is told, by how things are and what it was told last. */
class FindChangesTest {

    private static final OfficeCode DE = new OfficeCode("DE");
    private static final OfficeCode NL = new OfficeCode("NL");
    private static final DonorId DONOR = new DonorId(new UUID(0, 7));
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

    private final FindChanges changes = new FindChanges(text -> "hash of " + text);

    private static TransferDecision yes(String rule) {
        return new TransferDecision.Yes(
                TransferInstrument.SINGLE_MARKET,
                new RuleSource(rule, "GDPR Art. 1(3)", "the regulation"),
                NOW,
                null,
                null,
                null);
    }

    private static TransferDecision no(TransferDecision.Reason reason) {
        return new TransferDecision.No(reason, null, null);
    }

    private static Content content(String town, boolean mail) {
        DonorDetails details =
                new DonorDetails.Person(
                        new PersonName(Salutation.MS, null, "Alex", "Moved"),
                        new EmailAddress("alex@example.org"),
                        null,
                        new PostalAddress("Weg", "1", "10115", town, "NL", null, null));
        return new Content(
                HandedPerson.of(new DonorView(DONOR, DE, "en", details)),
                List.of(
                        new MayContact(
                                ContactChannel.EMAIL,
                                ContactPurpose.NEWS,
                                mail,
                                mail ? ContactGround.EXPRESS_CONSENT : null,
                                mail ? null : ContactDecision.Reason.NOT_ASKED,
                                "nl-email")));
    }

    private static Look look(TransferDecision decision, Content content) {
        DonorDetails details =
                new DonorDetails.Person(
                        new PersonName(Salutation.MS, null, "Alex", "Moved"),
                        new EmailAddress("alex@example.org"),
                        null,
                        new PostalAddress("Weg", "1", "10115", "Ort", "NL", null, null));
        return new Look(
                new DonorView(DONOR, DE, "en", details),
                Map.of(NL, decision),
                decision.isYes() ? Map.of(NL, content) : Map.of());
    }

    private static Holding told(Holding.State state, String hash) {
        return new Holding(NL, DONOR, state, new UUID(0, 1), hash);
    }

    private List<HandOverKind> kinds(Look look, Holding told) {
        return changes.of(look, told == null ? Map.of() : Map.of(NL, told)).stream()
                .map(Birth::kind)
                .toList();
    }

    private String hash(Look look) {
        return changes.of(look, Map.of()).get(0).hash();
    }

    @Test
    void each_state_leads_to_what_it_must_and_erased_is_for_ever() {
        Look good = look(yes("eea"), content("Ort", true));
        Holding held = told(Holding.State.HELD, hash(good));
        Holding other = told(Holding.State.HELD, "another");
        Holding gone = told(Holding.State.WITHDRAWN, null);
        Holding erased = told(Holding.State.ERASED, null);
        assertEquals(List.of(HandOverKind.INITIAL), kinds(good, null));
        assertEquals(List.of(), kinds(good, held));
        assertEquals(List.of(HandOverKind.CHANGED), kinds(good, other));
        assertEquals(List.of(HandOverKind.INITIAL), kinds(good, gone));
        assertEquals(List.of(), kinds(good, erased));
        for (TransferDecision.Reason reason : TransferDecision.Reason.values()) {
            boolean isErased = reason == TransferDecision.Reason.ERASED;
            Look bad = look(no(reason), null);
            assertEquals(List.of(), kinds(bad, null), "who was never told hears nothing");
            assertEquals(
                    List.of(isErased ? HandOverKind.ERASED : HandOverKind.WITHDRAWN),
                    kinds(bad, held));
            assertEquals(isErased ? List.of(HandOverKind.ERASED) : List.of(), kinds(bad, gone));
            assertEquals(List.of(), kinds(bad, erased));
        }
    }

    @Test
    void an_office_that_is_not_there_any_more_is_told_to_give_up_what_it_holds() {
        Look nowhere = new Look(look(yes("eea"), content("Ort", true)).view(), Map.of(), Map.of());
        Birth birth = changes.of(nowhere, Map.of(NL, told(Holding.State.HELD, "some"))).get(0);
        assertEquals(HandOverKind.WITHDRAWN, birth.kind());
        assertEquals("NO_RULE", birth.reason());
        assertNull(birth.hash());
        assertEquals(List.of(), birth.fields());
    }

    @Test
    void a_field_a_permission_and_the_ground_each_make_another_hash() {
        String hash = hash(look(yes("eea"), content("Ort", true)));
        assertEquals(hash, hash(look(yes("eea"), content("Ort", true))));
        assertNotEquals(hash, hash(look(yes("eea"), content("Dorf", true))));
        assertNotEquals(hash, hash(look(yes("eea"), content("Ort", false))));
        assertNotEquals(hash, hash(look(yes("other"), content("Ort", true))));
    }

    @Test
    void an_entry_is_born_with_names_of_fields_and_none_of_their_values() {
        Birth birth = changes.of(look(yes("eea"), content("Ort", true)), Map.of()).get(0);
        assertEquals(
                List.of(
                        "kind",
                        "salutation",
                        "firstName",
                        "lastName",
                        "email",
                        "street",
                        "houseNumber",
                        "postcode",
                        "town",
                        "country",
                        "language",
                        "mayContact"),
                birth.fields());
        Content content = content("Ort", true);
        assertFalse(content.toString().contains("Moved"), "nothing personal in logs");
        assertFalse(content.person().toString().contains("Moved"), "nothing personal in logs");
    }
}

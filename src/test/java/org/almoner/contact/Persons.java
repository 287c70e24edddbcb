package org.almoner.contact;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.almoner.consent.ConsentChannel;
import org.almoner.consent.ConsentMethod;
import org.almoner.consent.ConsentPurpose;
import org.almoner.consent.ConsentStanding;
import org.almoner.consent.ConsentState;
import org.almoner.office.CatalogueFiles;
import org.almoner.office.OfficeCode;

/** People to decide about, built one fact after the other; and the rules as they are delivered. */
final class Persons {

    private static final Map<String, String> ZONES =
            Map.of(
                    "DE", "Europe/Berlin",
                    "GB", "Europe/London",
                    "NL", "Europe/Amsterdam",
                    "CA", "America/Toronto",
                    "AU", "Australia/Sydney",
                    "US", "America/New_York");

    private final String office;
    private final List<ConsentStanding> standing = new ArrayList<>();
    private final EnumSet<ContactChannel> ways = EnumSet.allOf(ContactChannel.class);
    private PersonFacts.Life life = PersonFacts.Life.LIVING;
    private String country;
    private Instant lastGift;
    private Instant suppressed;

    private Persons(String country, String office) {
        this.country = country;
        this.office = office;
    }

    /** Lives where the office is. */
    static Persons in(String country) {
        return new Persons(country, country);
    }

    static Persons of(String country, String office) {
        return new Persons(country, office);
    }

    static PersonFacts.Asking office(String code) {
        return new PersonFacts.Asking(new OfficeCode(code), code, ZoneId.of(ZONES.get(code)));
    }

    /** Noon of that day at the office. */
    static Instant noon(String office, String day) {
        return LocalDate.parse(day)
                .atTime(LocalTime.NOON)
                .atZone(ZoneId.of(ZONES.get(office)))
                .toInstant();
    }

    Persons life(PersonFacts.Life life) {
        this.life = life;
        return this;
    }

    Persons gave(String day) {
        lastGift = noon(office, day);
        return this;
    }

    Persons suppressedOn(String day) {
        suppressed = noon(office, day);
        return this;
    }

    Persons without(ContactChannel way) {
        ways.remove(way);
        return this;
    }

    Persons said(ConsentState state, ConsentChannel channel, String day) {
        return says(state, channel, day, ConsentMethod.PORTAL, false);
    }

    /** With a gift, by a text that asks for a confirmation or not. */
    Persons saidInWizard(ConsentState state, ConsentChannel channel, String day, boolean awaits) {
        return says(state, channel, day, ConsentMethod.WIZARD, awaits);
    }

    private Persons says(
            ConsentState state,
            ConsentChannel channel,
            String day,
            ConsentMethod method,
            boolean awaits) {
        standing.add(
                told(
                        office,
                        ConsentPurpose.NEWSLETTER,
                        channel,
                        state,
                        noon(office, day),
                        method,
                        awaits));
        return this;
    }

    Persons toldOther(String other, ConsentState state, ConsentChannel channel, String day) {
        standing.add(
                told(
                        other,
                        ConsentPurpose.NEWSLETTER,
                        channel,
                        state,
                        noon(office, day),
                        ConsentMethod.PORTAL,
                        false));
        return this;
    }

    Persons toldOfTransfer(
            String recipient, ConsentPurpose purpose, ConsentState state, String day) {
        standing.add(
                told(
                        recipient,
                        purpose,
                        ConsentChannel.TRANSFER,
                        state,
                        noon(office, day),
                        ConsentMethod.WIZARD,
                        false));
        return this;
    }

    private static ConsentStanding told(
            String recipient,
            ConsentPurpose purpose,
            ConsentChannel channel,
            ConsentState state,
            Instant at,
            ConsentMethod method,
            boolean awaits) {
        OfficeCode code = new OfficeCode(recipient);
        return new ConsentStanding(
                UUID.randomUUID(),
                code,
                code,
                purpose,
                channel,
                state,
                at,
                method,
                state == ConsentState.GIVEN && method != ConsentMethod.WIZARD,
                awaits,
                new ConsentStanding.Words("text", 1, "en", "Words", "law"));
    }

    PersonFacts facts() {
        return new PersonFacts(life, country, office(office), ways, lastGift, suppressed, standing);
    }

    /** What the built-in catalogue says about contact. */
    static Rulebook rulebook() {
        Map<String, NavigableMap<LocalDate, ContactRule>> rules = new HashMap<>();
        for (ContactFile.Entry entry : contactFile().rules()) {
            NavigableMap<LocalDate, ContactRule> versions = new TreeMap<>();
            entry.versions().forEach(it -> versions.put(it.validFrom(), entry.as(it)));
            rules.put(entry.id(), versions);
        }
        return new Rulebook(rules);
    }

    static ContactFile contactFile() {
        return new CatalogueFiles(Optional.empty()).read(ContactFile.NAME, ContactFile.class);
    }

    static TransferFile transferFile() {
        return new CatalogueFiles(Optional.empty()).read(TransferFile.NAME, TransferFile.class);
    }

    /** What the built-in catalogue says about transfers. */
    static TransferBook transferBook(TransferFile file) {
        Map<String, NavigableMap<LocalDate, TransferRule>> rules = new HashMap<>();
        for (TransferFile.Entry entry : file.rules()) {
            NavigableMap<LocalDate, TransferRule> versions = new TreeMap<>();
            entry.versions().forEach(it -> versions.put(it.validFrom(), entry.as(it)));
            rules.put(entry.id(), versions);
        }
        Map<String, NavigableMap<LocalDate, Agreement>> papers = new HashMap<>();
        for (TransferFile.Paper paper : file.agreements()) {
            NavigableMap<LocalDate, Agreement> versions = new TreeMap<>();
            paper.versions().forEach(it -> versions.put(it.validFrom(), paper.as(it)));
            papers.put(paper.id(), versions);
        }
        return new TransferBook(rules, papers);
    }
}

package org.almoner.portal;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.almoner.access.CurrentDonor;
import org.almoner.account.ContactView;
import org.almoner.account.ShowContact;
import org.almoner.donor.DonorDetails;
import org.almoner.http.Listing;
import org.almoner.http.PageRequest;
import org.almoner.http.QueryValue;
import org.almoner.letter.Wording;
import org.almoner.money.MoneyFormat;
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.almoner.pdf.PdfPages;
import org.almoner.pdf.PdfTable;

/**
 * Writes what a donor wants to read of the export, in the donor's language: contact data, gifts
 * with totals, recurring gifts, consents. Everything else is in the file for machines.
 */
@Singleton
class ExportDocument {

    /** Whoever gave more often finds the rest in the file for machines, and is told. */
    private static final int MOST_ROWS = 10_000;

    private final ShowContact contact;
    private final ListMyGifts gifts;
    private final SumUpGiving sums;
    private final ListMyRecurringGifts recurring;
    private final ListConsents consents;
    private final Offices offices;
    private final CurrentDonor donor;
    private final InstantSource clock;

    ExportDocument(
            ShowContact contact,
            ListMyGifts gifts,
            SumUpGiving sums,
            ListMyRecurringGifts recurring,
            ListConsents consents,
            Offices offices,
            CurrentDonor donor,
            InstantSource clock) {
        this.contact = contact;
        this.gifts = gifts;
        this.sums = sums;
        this.recurring = recurring;
        this.consents = consents;
        this.offices = offices;
        this.donor = donor;
        this.clock = clock;
    }

    /** How things are said in this document. */
    private record Voice(Wording words, PlainWords plain, Locale locale) {

        String say(String key, String... values) {
            return words.say("document." + key, values);
        }
    }

    /** Reads everything and writes the document. */
    void write(OutputStream out) throws IOException {
        ContactView person = contact.of(donor.account());
        Office office = offices.byCode(person.office());
        Locale locale =
                new Locale.Builder()
                        .setLanguage(donor.language())
                        .setRegion(office.country())
                        .build();
        Voice voice =
                new Voice(Wording.in("portal", donor.language()), PlainWords.in(locale), locale);
        LocalDate today = office.dayOf(clock.instant());
        try (PdfPages pages = new PdfPages(voice.say("title"), locale, today)) {
            pages.title(voice.say("title"));
            pages.text(voice.say("made", "day", voice.plain().day(today)));
            writeContact(pages, person, voice);
            writeGifts(pages, voice);
            writeRecurring(pages, voice);
            writeConsents(pages, voice);
            if (pages.hasReplaced()) {
                pages.heading(voice.say("letters"));
                pages.text(voice.say("replaced", "sign", pages.replacement()));
            }
            pages.writeTo(
                    out,
                    (page, all) ->
                            voice.say(
                                    "page",
                                    "page",
                                    Integer.toString(page),
                                    "pages",
                                    Integer.toString(all)));
        }
    }

    private static void writeContact(PdfPages pages, ContactView person, Voice voice)
            throws IOException {
        DonorDetails details = person.contact().details();
        List<List<String>> rows = new ArrayList<>();
        String name = details.person() == null ? null : details.person().full();
        row(rows, voice.say("organisation"), details.organisation());
        row(rows, voice.say("name"), name);
        row(
                rows,
                voice.say("address"),
                String.join(", ", details.address().lines())
                        + ", "
                        + new Locale.Builder()
                                .setRegion(details.address().country())
                                .build()
                                .getDisplayCountry(voice.locale()));
        row(rows, voice.say("email"), person.email().value());
        row(rows, voice.say("phone"), details.phone() == null ? null : details.phone().e164());
        person.addresses()
                .forEach(it -> row(rows, voice.say("signs.in.with"), it.address().value()));
        pages.heading(voice.say("contact"));
        pages.table(
                new PdfTable(
                        List.of(
                                PdfTable.Column.of(voice.say("what"), 0.3),
                                PdfTable.Column.of(voice.say("value"), 0.7)),
                        rows));
    }

    private static void row(List<List<String>> rows, String label, String value) {
        if (value != null) {
            rows.add(List.of(label, value));
        }
    }

    private void writeGifts(PdfPages pages, Voice voice) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        GiftWish all = new GiftWish(QueryValue.FIRST, QueryValue.LAST, null);
        boolean isCut = walk(rows, request -> gifts.list(all, request), it -> gift(it, voice));
        pages.heading(voice.say("gifts"));
        if (rows.isEmpty()) {
            pages.text(voice.say("none"));
            return;
        }
        pages.table(
                new PdfTable(
                        List.of(
                                PdfTable.Column.of(voice.say("day"), 0.2),
                                PdfTable.Column.of(voice.say("purpose"), 0.22),
                                PdfTable.Column.of(voice.say("status"), 0.17),
                                PdfTable.Column.of(voice.say("receipt"), 0.26),
                                PdfTable.Column.numbers(voice.say("amount"), 0.15)),
                        rows));
        if (isCut) {
            pages.text(voice.say("cut", "number", Integer.toString(MOST_ROWS)));
        }
        pages.heading(voice.say("totals"));
        pages.table(
                new PdfTable(
                        List.of(
                                PdfTable.Column.of(voice.say("year"), 0.4),
                                PdfTable.Column.numbers(voice.say("number"), 0.3),
                                PdfTable.Column.numbers(voice.say("amount"), 0.3)),
                        totals(voice)));
    }

    private List<String> gift(MyGift gift, Voice voice) {
        return List.of(
                day(gift.madeAt(), gift.office().code(), voice),
                gift.campaign() == null ? "–" : gift.campaign().name(),
                voice.say("status." + gift.status()),
                gift.receipt() == null ? "–" : gift.receipt().number(),
                MoneyFormat.format(gift.amount(), voice.locale()));
    }

    private List<List<String>> totals(Voice voice) {
        SumUpGiving.GivingSummary summary = sums.sumUp();
        Stream<List<String>> years =
                summary.years().stream()
                        .map(
                                it ->
                                        List.of(
                                                Integer.toString(it.year()),
                                                Long.toString(it.gifts()),
                                                MoneyFormat.format(it.given(), voice.locale())));
        Stream<List<String>> sum =
                summary.totals().stream()
                        .map(
                                it ->
                                        List.of(
                                                voice.say("total"),
                                                Long.toString(it.gifts()),
                                                MoneyFormat.format(it.given(), voice.locale())));
        return Stream.concat(years, sum).toList();
    }

    private void writeRecurring(PdfPages pages, Voice voice) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        walk(
                rows,
                recurring::list,
                it ->
                        List.of(
                                it.number(),
                                MoneyFormat.format(it.terms().amount(), voice.locale())
                                        + ", "
                                        + voice.plain()
                                                .agreed("cadence", it.terms().cadence().name()),
                                voice.plain().day(it.terms().startOn()),
                                it.statusText()));
        pages.heading(voice.say("recurring"));
        if (rows.isEmpty()) {
            pages.text(voice.say("none"));
            return;
        }
        pages.table(
                new PdfTable(
                        List.of(
                                PdfTable.Column.of(voice.say("agreement"), 0.2),
                                PdfTable.Column.of(voice.say("agreed"), 0.25),
                                PdfTable.Column.of(voice.say("since"), 0.2),
                                PdfTable.Column.of(voice.say("status"), 0.35)),
                        rows));
    }

    private void writeConsents(PdfPages pages, Voice voice) throws IOException {
        List<List<String>> rows =
                consents.list(null).stream()
                        .filter(it -> it.answer() != null)
                        .map(
                                it ->
                                        List.of(
                                                it.office().value(),
                                                it.answer().text().text(),
                                                voice.say("consent." + it.state()),
                                                day(it.answer().at(), it.office().value(), voice)))
                        .toList();
        pages.heading(voice.say("consents"));
        if (rows.isEmpty()) {
            pages.text(voice.say("none"));
            return;
        }
        pages.table(
                new PdfTable(
                        List.of(
                                PdfTable.Column.of(voice.say("office"), 0.1),
                                PdfTable.Column.of(voice.say("words"), 0.53),
                                PdfTable.Column.of(voice.say("answer"), 0.19),
                                PdfTable.Column.of(voice.say("day"), 0.18)),
                        rows));
    }

    private String day(Instant at, String office, Voice voice) {
        LocalDate day = offices.byCode(new OfficeCode(office)).dayOf(at);
        return voice.plain().day(day);
    }

    /** A list of the portal, read page by page. */
    private interface Listed<T> {
        Listing<T> page(PageRequest request);
    }

    /** How an entry is shown. */
    private interface Shown<T> {
        List<String> row(T entry);
    }

    /** Reads a list to its end or to the most rows; whether there would be more. */
    private static <T> boolean walk(List<List<String>> rows, Listed<T> list, Shown<T> shown) {
        String cursor = null;
        do {
            Listing<T> page = list.page(PageRequest.of("100", cursor));
            page.items().forEach(it -> rows.add(shown.row(it)));
            cursor = page.nextCursor();
        } while (cursor != null && rows.size() < MOST_ROWS);
        return cursor != null;
    }
}

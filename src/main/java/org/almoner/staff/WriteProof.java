package org.almoner.staff;

import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.almoner.letter.Wording;
import org.almoner.office.Office;
import org.almoner.office.Offices;
import org.almoner.pdf.PdfPages;
import org.almoner.pdf.PdfTable;
import org.almoner.signup.ConsentProofs;

/** Writes the proof of a person's consents as a document, as a court wants to see it printed. */
@Singleton
class WriteProof {

    /** In UTC, as the chain has it: no summer time hides an hour. */
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final Offices offices;

    WriteProof(Offices offices) {
        this.offices = offices;
    }

    /**
     * The document.
     *
     * @param language of everything but what was shown: {@code de}, {@code en}, {@code nl} or
     *     {@code fr}; {@code null} for the office's own
     */
    byte[] of(ShowProof.Proof proof, String language) {
        Office office = offices.byCode(proof.office());
        Locale locale =
                new Locale.Builder()
                        .setLanguage(
                                language == null ? office.defaultLocale().getLanguage() : language)
                        .setRegion(office.country())
                        .build();
        try {
            return new Document(proof, office, locale).written();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** One document while it is written. */
    private static final class Document {

        private final ShowProof.Proof proof;
        private final Office office;
        private final Locale locale;
        private final Wording words;

        Document(ShowProof.Proof proof, Office office, Locale locale) {
            this.proof = proof;
            this.office = office;
            this.locale = locale;
            this.words = Wording.in("proof", locale.getLanguage());
        }

        byte[] written() throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (PdfPages pages =
                    new PdfPages(words.say("title"), locale, office.dayOf(proof.madeAt()))) {
                write(pages);
                pages.writeTo(
                        out,
                        (page, all) ->
                                words.say(
                                        "page",
                                        "page",
                                        Integer.toString(page),
                                        "pages",
                                        Integer.toString(all)));
            }
            return out.toByteArray();
        }

        private void write(PdfPages pages) throws IOException {
            pages.title(words.say("title"));
            pages.text(
                    words.say(
                            "about",
                            "name",
                            proof.name(),
                            "record",
                            proof.donor().toString(),
                            "organisation",
                            office.legalName(),
                            "moment",
                            moment(proof.madeAt())));
            if (proof.signUps().isEmpty() && proof.answers().isEmpty()) {
                pages.text(words.say("nothing"));
            }
            for (ConsentProofs.SignedUp one : proof.signUps()) {
                pages.heading(words.say("signup", "moment", moment(one.askedAt())));
                pages.table(table(rows(one)));
            }
            for (ConsentProofs.Answer one : proof.answers()) {
                pages.heading(words.say("answer." + one.decision(), "moment", moment(one.at())));
                pages.table(table(rows(one)));
            }
            if (pages.hasReplaced()) {
                pages.text(words.say("replaced", "sign", pages.replacement()));
            }
        }

        private PdfTable table(List<List<String>> rows) {
            return new PdfTable(
                    List.of(
                            PdfTable.Column.of(words.say("what"), 0.28),
                            PdfTable.Column.of(words.say("value"), 0.72)),
                    rows);
        }

        private List<List<String>> rows(ConsentProofs.SignedUp one) {
            List<List<String>> rows = new ArrayList<>();
            row(rows, "id", one.id().toString());
            row(rows, "email", one.email());
            row(rows, "office", one.office() + " (" + one.recipient() + ")");
            row(rows, "country", one.country());
            words(rows, one.text());
            row(rows, "page.form", one.page());
            source(rows, "form", one.form());
            if (one.mail() == null) {
                row(rows, "mail.at", words.say("never"));
            } else {
                row(rows, "mail.at", moment(one.mail().at()));
                row(rows, "mail.id", one.mail().messageId());
                row(rows, "mail.subject", one.mail().subject());
                row(rows, "mail.text", one.mail().text());
            }
            row(
                    rows,
                    "click.at",
                    one.confirmedAt() == null ? words.say("never") : moment(one.confirmedAt()));
            source(rows, "click", one.click());
            if (one.withdrawnAt() != null) {
                row(rows, "leave.at", moment(one.withdrawnAt()));
                source(rows, "leave", one.leave());
            }
            return rows;
        }

        private List<List<String>> rows(ConsentProofs.Answer one) {
            List<List<String>> rows = new ArrayList<>();
            row(rows, "id", one.id().toString());
            row(rows, "record", one.record() + ", " + one.place());
            row(rows, "about", one.purpose() + ", " + one.channel());
            row(rows, "office", one.office() + " (" + one.recipient() + ")");
            row(rows, "country", one.country());
            row(rows, "law", one.legalBasis());
            words(rows, one.text());
            row(rows, "way", one.method() + ", " + one.origin());
            recorded(rows, one.recorded());
            source(rows, "answer", one.source());
            row(rows, "hash.proof", one.proofDigest());
            row(rows, "hash.previous", one.previousHash());
            row(rows, "hash", one.hash());
            return rows;
        }

        private void recorded(List<List<String>> rows, ConsentProofs.Recorded recorded) {
            if (recorded == null) {
                return;
            }
            row(rows, "recorded", moment(recorded.at()) + ", " + recorded.by());
            if (recorded.document() != null) {
                row(rows, "document", recorded.document().mediaType());
                row(rows, "document.hash", recorded.document().sha256());
            }
            if (recorded.call() != null) {
                ConsentProofs.Spoken call = recorded.call();
                row(rows, "call", moment(call.at()) + ", " + words.say("call." + call.by()));
                row(rows, "call.spoken", call.spokenBy());
                row(rows, "call.note", call.note());
            }
        }

        private void words(List<List<String>> rows, ConsentProofs.Words text) {
            row(rows, "text.id", text.id() + ", " + text.version() + ", " + text.locale());
            row(rows, "text", text.text());
            row(rows, "text.hash", text.hash());
        }

        private void source(List<List<String>> rows, String of, ConsentProofs.Source source) {
            if (source != null) {
                row(rows, "ip." + of, source.ip());
                row(rows, "browser." + of, source.userAgent());
            }
        }

        private void row(List<List<String>> rows, String label, String value) {
            if (!value.isEmpty()) {
                rows.add(List.of(words.say("row." + label), value));
            }
        }

        private static String moment(Instant at) {
            return MOMENT.format(at);
        }
    }
}

package org.almoner.recurring;

import java.util.List;
import java.util.Locale;
import org.almoner.letter.Envelope;
import org.almoner.letter.Letter;
import org.almoner.letter.Letters;
import org.almoner.mail.Mail;

/** Makes finished mails of records: the same record and occurrence give the same mail. */
final class RegularGiftMail {

    private RegularGiftMail() {}

    /**
     * The mail.
     *
     * @param occurrence counts from 1 what is sent once more on purpose
     * @throws IllegalArgumentException when it cannot be written as a mail, such as to an address
     *     that holds a line end
     */
    static Mail of(RegularGiftRecord record, int occurrence) {
        RegularGiftParts parts = new RegularGiftParts(record);
        Said said = said(parts);
        Letter letter =
                new Letter(
                        parts.letter().frame(),
                        said.title(),
                        said.headline(),
                        parts.letter().greeting(record.donor()),
                        said.paragraphs(),
                        said.button(),
                        said.tables(),
                        said.blocks());
        return Letters.mail(
                new Envelope(
                        record.id(),
                        "regular-" + record.news().kind().name().toLowerCase(Locale.ROOT),
                        occurrence,
                        record.donor(),
                        record.office(),
                        said.subject(),
                        List.of()),
                letter);
    }

    /**
     * What one kind of mail says; the parts are those of a {@link Letter}.
     *
     * @param subject one line
     */
    record Said(
            String subject,
            String title,
            String headline,
            List<String> paragraphs,
            Letter.Button button,
            List<Letter.Table> tables,
            List<Letter.Block> blocks) {}

    private static Said said(RegularGiftParts parts) {
        RegularGiftNews news = parts.record().news();
        return switch (news.kind()) {
            case STARTED -> new WriteTerms(parts).started((RegularGiftNews.Started) news);
            case ANNOUNCEMENT -> new WriteTerms(parts).announced((RegularGiftNews.Announced) news);
            case CHANGED -> new WriteTerms(parts).changed((RegularGiftNews.Changed) news);
            case RESUMED -> new WriteTerms(parts).resumed((RegularGiftNews.Resumed) news);
            case PAUSED -> new WriteEnds(parts).paused((RegularGiftNews.Paused) news);
            case CANCELLED -> new WriteEnds(parts).cancelled((RegularGiftNews.Cancelled) news);
            case ENDED -> new WriteEnds(parts).ended((RegularGiftNews.Ended) news);
            case COLLECTION_FAILED -> new WriteTrouble(parts).failed((RegularGiftNews.Failed) news);
            case RETURNED -> new WriteTrouble(parts).returned((RegularGiftNews.Returned) news);
            case LAPSED -> new WriteTrouble(parts).lapsed((RegularGiftNews.Lapsed) news);
            case METHOD_EXPIRES ->
                    new WriteTrouble(parts).expires((RegularGiftNews.MethodExpires) news);
            case METHOD_NEEDED -> new WriteTrouble(parts).methodNeeded();
            case YEARLY_OVERVIEW ->
                    new WriteOverview(parts).of((RegularGiftNews.YearlyOverview) news);
        };
    }
}

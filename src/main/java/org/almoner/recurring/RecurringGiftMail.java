package org.almoner.recurring;

import java.util.List;
import java.util.Locale;
import org.almoner.letter.Envelope;
import org.almoner.letter.Letter;
import org.almoner.letter.Letters;
import org.almoner.mail.Mail;

/** Makes finished mails of records: the same record and occurrence give the same mail. */
final class RecurringGiftMail {

    private RecurringGiftMail() {}

    /**
     * The mail.
     *
     * @param occurrence counts from 1 what is sent once more on purpose
     * @throws IllegalArgumentException when it cannot be written as a mail, such as to an address
     *     that holds a line end
     */
    static Mail of(RecurringGiftRecord record, int occurrence) {
        RecurringGiftParts parts = new RecurringGiftParts(record);
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

    private static Said said(RecurringGiftParts parts) {
        RecurringGiftNews news = parts.record().news();
        return switch (news.kind()) {
            case STARTED -> new WriteTerms(parts).started((RecurringGiftNews.Started) news);
            case ANNOUNCEMENT ->
                    new WriteTerms(parts).announced((RecurringGiftNews.Announced) news);
            case CHANGED -> new WriteTerms(parts).changed((RecurringGiftNews.Changed) news);
            case RESUMED -> new WriteTerms(parts).resumed((RecurringGiftNews.Resumed) news);
            case PAUSED -> new WriteEnds(parts).paused((RecurringGiftNews.Paused) news);
            case CANCELLED -> new WriteEnds(parts).cancelled((RecurringGiftNews.Cancelled) news);
            case ENDED -> new WriteEnds(parts).ended((RecurringGiftNews.Ended) news);
            case COLLECTION_FAILED ->
                    new WriteTrouble(parts).failed((RecurringGiftNews.Failed) news);
            case RETURNED -> new WriteTrouble(parts).returned((RecurringGiftNews.Returned) news);
            case LAPSED -> new WriteTrouble(parts).lapsed((RecurringGiftNews.Lapsed) news);
            case METHOD_EXPIRES ->
                    new WriteTrouble(parts).expires((RecurringGiftNews.MethodExpires) news);
            case METHOD_NEEDED -> new WriteTrouble(parts).methodNeeded();
            case YEARLY_OVERVIEW ->
                    new WriteOverview(parts).of((RecurringGiftNews.YearlyOverview) news);
        };
    }
}

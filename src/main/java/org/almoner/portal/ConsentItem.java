package org.almoner.portal;

import java.time.Instant;
import java.util.UUID;
import org.almoner.consent.ConsentChannel;
import org.almoner.consent.ConsentControl;
import org.almoner.consent.ConsentMeaning;
import org.almoner.consent.ConsentMethod;
import org.almoner.consent.ConsentPurpose;
import org.almoner.consent.ConsentStanding;
import org.almoner.consent.ConsentState;
import org.almoner.consent.ConsentText;
import org.almoner.office.OfficeCode;

/**
 * One thing an office may or may not do with a donor's data.
 *
 * @param channel {@code null} where nobody is contacted
 * @param answer what counts; {@code null} when nothing was asked
 * @param current the text to answer now; {@code null} when nothing is shown about it any more
 */
record ConsentItem(
        OfficeCode office,
        OfficeCode recipient,
        ConsentPurpose purpose,
        ConsentChannel channel,
        ConsentState state,
        Answer answer,
        Current current) {

    /** What two items have in common that are one. */
    record Key(
            OfficeCode office,
            OfficeCode recipient,
            ConsentPurpose purpose,
            ConsentChannel channel) {

        static Key of(ConsentStanding it) {
            return new Key(it.office(), it.recipient(), it.purpose(), it.channel());
        }

        static Key of(ConsentText it) {
            return new Key(it.controller(), it.recipient(), it.purpose(), it.channel());
        }
    }

    /**
     * An answer that was given.
     *
     * @param id names its receipt
     */
    record Answer(
            UUID id,
            Instant at,
            ConsentMethod method,
            boolean awaitsConfirmation,
            ConsentStanding.Words text) {}

    /** A text as it is shown now. */
    record Current(
            String id,
            int version,
            String locale,
            String text,
            ConsentControl control,
            ConsentMeaning meaning,
            String legalBasis) {}

    /** From what counts and what is shown; one of them may be {@code null}. */
    static ConsentItem of(Key key, ConsentStanding standing, ConsentText text) {
        return new ConsentItem(
                key.office(),
                key.recipient(),
                key.purpose(),
                key.channel() == ConsentChannel.NONE ? null : key.channel(),
                standing == null ? ConsentState.NOT_ASKED : standing.state(),
                standing == null
                        ? null
                        : new Answer(
                                standing.event(),
                                standing.at(),
                                standing.method(),
                                standing.awaitsConfirmation(),
                                standing.words()),
                text == null
                        ? null
                        : new Current(
                                text.id(),
                                text.version(),
                                text.locale(),
                                text.text(),
                                text.control(),
                                text.meaning(),
                                text.legalBasis()));
    }
}

package org.almoner.portal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.almoner.giftaid.DeclarationChannel;
import org.almoner.giftaid.DeclarationView;
import org.almoner.office.OfficeCode;

/**
 * What a donor has declared for Gift Aid, and the words by which he can declare now.
 *
 * @param wording {@code null} where nobody is asked: Gift Aid is for those who live in the United
 *     Kingdom and gave to an office there
 * @param declarations the latest first
 */
record MyGiftAid(Wording wording, List<Declaration> declarations) {

    /**
     * The words to be shown beside a box that is not ticked.
     *
     * @param locale the language they are shown in; law is what they say in English
     */
    record Wording(OfficeCode office, String id, int version, String locale, String text) {}

    /**
     * A declaration.
     *
     * @param gift the only gift it covers; {@code null} for all from {@code coversFrom} on
     * @param counts false while a spoken one waits for its written record
     * @param cancelledFrom gifts of this day and later are not covered; {@code null} while it
     *     stands
     */
    record Declaration(
            UUID id,
            OfficeCode office,
            DeclarationChannel channel,
            UUID gift,
            LocalDate declaredOn,
            LocalDate coversFrom,
            boolean counts,
            LocalDate cancelledFrom,
            Instant cancelledAt) {

        static Declaration of(DeclarationView it) {
            DeclarationView.Cancelled end = it.cancelled();
            return new Declaration(
                    it.id(),
                    it.office(),
                    it.channel(),
                    it.gift(),
                    it.declaredOn(),
                    it.coversFrom(),
                    it.countsAlready(),
                    end == null ? null : end.from(),
                    end == null ? null : end.at());
        }
    }
}

package org.almoner.giftaid;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.almoner.office.OfficeCode;

/**
 * A Gift Aid declaration.
 *
 * @param donor the donor's row it was made with; it covers the gifts of the whole person
 * @param declarant {@code null} when the person was erased and no law needs the name any more
 * @param gift the only gift it covers; {@code null} for all gifts from {@code coversFrom} on
 * @param coversFrom first day whose gifts it covers, at most four years before it was made
 * @param declaredOn the day it was made, at the office
 * @param text the words that were shown; {@code null} for paper and speech
 * @param evidence where the form or the recording is kept; {@code null} for the web
 * @param recordSentOn the day the written record of a spoken declaration left; {@code null} when
 *     none is needed or it has not left yet
 * @param countsAlready false for a spoken declaration whose record has not left yet
 * @param cancelled {@code null} while it stands
 */
public record DeclarationView(
        UUID id,
        OfficeCode office,
        UUID donor,
        DeclarationChannel channel,
        Declarant declarant,
        UUID gift,
        LocalDate coversFrom,
        LocalDate declaredOn,
        Text text,
        String evidence,
        Instant recordedAt,
        String recordedBy,
        LocalDate recordSentOn,
        boolean countsAlready,
        Cancelled cancelled) {

    /** A version of a text in a language. */
    public record Text(String id, int version, String locale) {}

    /**
     * The end of a declaration.
     *
     * @param from gifts of this day and later are not covered
     * @param neverMade whether it is as if it had never been made
     */
    public record Cancelled(
            LocalDate from, boolean neverMade, Instant at, String by, String reason) {}

    /** The same without name and address. */
    public DeclarationView withoutPerson() {
        return new DeclarationView(
                id,
                office,
                donor,
                channel,
                null,
                gift,
                coversFrom,
                declaredOn,
                text,
                evidence,
                recordedAt,
                recordedBy,
                recordSentOn,
                countsAlready,
                cancelled);
    }

    @Override
    public String toString() {
        return "DeclarationView[" + id + "]";
    }
}

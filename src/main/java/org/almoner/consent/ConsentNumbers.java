package org.almoner.consent;

/**
 * How many donors' records stand how towards one question of an office.
 *
 * @param recipient the office that may use the data on this ground
 * @param awaitsConfirmation whether the mailbox has still to confirm the yes
 * @param records of people who were not erased; somebody with two records counts twice
 */
public record ConsentNumbers(
        String recipient,
        ConsentPurpose purpose,
        ConsentChannel channel,
        ConsentState state,
        boolean awaitsConfirmation,
        long records) {}

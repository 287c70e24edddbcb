package org.almoner.giftaid;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.almoner.money.Money;
import org.almoner.office.OfficeCode;

/**
 * A claim for Gift Aid. While it is being made the figures are {@code null}.
 *
 * @param number such as {@code GB-GA-12}, without gaps for each office
 * @param until last day whose gifts were looked at
 * @param earliest day of the first gift, for HMRC's box 1; {@code null} when there is none
 * @param gifts how many gifts
 * @param lines rows of the schedule: a person's gifts of one accounting period are one
 * @param schedules files of at most a thousand rows; each is a claim of its own at HMRC
 * @param total what was given
 * @param tax what HMRC pays on it, computed on each schedule's total
 * @param overclaimed tax that was claimed before and is taken off, for HMRC's box 2
 * @param submittedOn {@code null} until it is
 * @param reference HMRC's reference of the submission
 */
public record ClaimView(
        UUID id,
        OfficeCode office,
        String number,
        LocalDate until,
        ClaimState state,
        LocalDate earliest,
        Integer gifts,
        Integer lines,
        Integer schedules,
        Money total,
        Money tax,
        Money overclaimed,
        String askedBy,
        Instant askedAt,
        Instant madeAt,
        LocalDate submittedOn,
        String submittedBy,
        String reference,
        Instant cancelledAt,
        String cancelledBy) {}

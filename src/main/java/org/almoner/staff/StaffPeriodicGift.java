package org.almoner.staff;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.almoner.periodic.AgreementEvent;
import org.almoner.periodic.AgreementView;
import org.almoner.periodic.YearOfAgreement;

/**
 * One agreement of a periodic gift, with how this year stands and what happened to it.
 *
 * @param thisYear {@code null} unless it is in force and this is one of its years
 * @param events the latest first
 */
record StaffPeriodicGift(
        @JsonUnwrapped AgreementView agreement,
        YearOfAgreement thisYear,
        List<AgreementEvent> events) {}

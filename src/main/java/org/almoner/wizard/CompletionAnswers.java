package org.almoner.wizard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.almoner.donation.DonationId;
import org.almoner.donation.DonationView;
import org.almoner.donation.GiftStatus;
import org.almoner.payment.MethodView;
import org.almoner.payment.NextAction;
import org.almoner.payment.PaymentState;
import org.almoner.payment.PaymentView;
import org.almoner.problem.ProblemType;
import org.almoner.recurring.RecurringGiftState;
import org.almoner.recurring.RecurringGiftView;

/** What completion answers, as the exact text that is kept for replays. */
@ApplicationScoped
class CompletionAnswers {

    private final ObjectMapper json;

    CompletionAnswers(ObjectMapper json) {
        this.json = json;
    }

    /** The body of 201. */
    record Completed(UUID donation, GiftStatus status, NextAction nextAction) {}

    Answer of(DonationView gift, PaymentView payment) {
        if (payment.state() == PaymentState.DECLINED || payment.state() == PaymentState.EXPIRED) {
            return new Answer(402, write(declined(gift)), false);
        }
        return new Answer(
                201,
                write(new Completed(gift.id().value(), gift.status(), payment.nextAction())),
                false);
    }

    /** One generic sentence: no decline code, so that the form is no oracle for cards (AB-5). */
    private static Map<String, Object> declined(DonationView gift) {
        return declined("donation", gift.id().value());
    }

    private static Map<String, Object> declined(String name, UUID id) {
        ProblemType type = ProblemType.PAYMENT_DECLINED;
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "/problems/" + type.slug());
        problem.put("title", type.title());
        problem.put("status", type.status());
        problem.put(
                "detail",
                "The payment was not carried out and nothing was charged. Choose a payment method"
                        + " again, then complete with a new key.");
        problem.put("code", type.slug());
        problem.put("stepNeeded", Step.PAYMENT_METHOD.name());
        problem.put(name, id.toString());
        return problem;
    }

    /** The body of 201 for a recurring gift. */
    record Agreed(
            UUID recurringGift,
            String number,
            RecurringGiftState status,
            FirstInstalment firstInstalment,
            NextAction nextAction) {}

    /** The method was saved, declined, or waits for the donor. */
    Answer of(RecurringGiftView gift, FirstInstalment first, MethodView method) {
        return switch (method.state()) {
            case DECLINED, EXPIRED, REVOKED -> new Answer(402, write(declined(gift)), false);
            case OPENED, PENDING, ACTIVE ->
                    new Answer(201, write(agreed(gift, first, method.nextAction())), false);
        };
    }

    /** The first instalment was asked for; {@code paid} is {@code null} when by somebody else. */
    Answer of(RecurringGiftView gift, FirstInstalment first, PaymentView paid) {
        if (gift.state() == RecurringGiftState.PENDING) {
            return new Answer(402, write(declined(gift)), false);
        }
        NextAction next = paid == null ? new NextAction.None() : paid.nextAction();
        return new Answer(201, write(agreed(gift, first, next)), false);
    }

    private static Agreed agreed(
            RecurringGiftView gift, FirstInstalment first, NextAction nextAction) {
        return new Agreed(gift.id().value(), gift.number(), gift.state(), first, nextAction);
    }

    private static Map<String, Object> declined(RecurringGiftView gift) {
        return declined("recurringGift", gift.id().value());
    }

    Answer pretended(DonationId decoy) {
        return new Answer(
                201,
                write(new Completed(decoy.value(), GiftStatus.PENDING, new NextAction.None())),
                false);
    }

    private String write(Object body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("An answer is not JSON", impossible);
        }
    }
}

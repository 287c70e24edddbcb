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
import org.almoner.payment.NextAction;
import org.almoner.payment.PaymentState;
import org.almoner.payment.PaymentView;
import org.almoner.problem.ProblemType;

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
        problem.put("donation", gift.id().value().toString());
        return problem;
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

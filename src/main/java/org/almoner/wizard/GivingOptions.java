package org.almoner.wizard;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.almoner.consent.ConsentChannel;
import org.almoner.consent.ConsentControl;
import org.almoner.consent.ConsentMeaning;
import org.almoner.consent.ConsentPurpose;
import org.almoner.giving.Cadence;
import org.almoner.giving.PaymentMethod;
import org.almoner.money.Money;
import org.almoner.office.OfficeCode;
import org.almoner.payment.MandateWords;

/** Everything a widget needs to draw the three steps for one country and language. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record GivingOptions(
        OfficeName office,
        String country,
        String locale,
        String currency,
        List<Cadence> cadences,
        Map<Cadence, List<Money>> suggestedAmounts,
        List<OfferedMethod> methods,
        List<AskedField> donorFields,
        List<Text> consents,
        CampaignName campaign) {

    record OfficeName(OfficeCode code, String name) {}

    record CampaignName(String slug, String name) {}

    record Limits(Money min, Money max) {}

    /** A way to pay; whether it can be kept for recurring gifts; the mandate to show, if any. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OfferedMethod(
            PaymentMethod method,
            boolean recurring,
            Limits limits,
            List<AskedField> fields,
            MandateWords mandate) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AskedField(String name, boolean required, List<String> kinds, String why) {}

    /** A notice or consent to show; nothing here says that a box is ticked, because none is. */
    record Text(
            String id,
            ConsentPurpose purpose,
            ConsentChannel channel,
            int version,
            String text,
            ConsentControl control,
            ConsentMeaning meaning,
            boolean required,
            String legalBasis,
            OfficeCode controller,
            OfficeCode recipient,
            String locale) {}
}

package org.almoner.payment.sepa;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.almoner.giving.PaymentMethod;
import org.almoner.payment.GatewayUnavailable;
import org.almoner.payment.LooksUpPayments;
import org.almoner.payment.MandateAgreement;
import org.almoner.payment.MandateWords;
import org.almoner.payment.MethodAnswer;
import org.almoner.payment.MethodTrace;
import org.almoner.payment.PaymentRequest;
import org.almoner.payment.PaymentTrace;
import org.almoner.payment.ProviderAnswer;
import org.almoner.payment.ProviderReport;
import org.almoner.payment.SaveRequest;
import org.almoner.payment.SavesMethod;
import org.almoner.payment.TakesMandates;
import org.almoner.strongbox.Strongbox;

/**
 * Paying by SEPA direct debit. Nobody is called: what is asked for is noted, finance sends it to
 * the bank, and the bank's files tell what became of it. A saved method is a mandate for repeated
 * collections.
 */
@ApplicationScoped
class DirectDebitGateway implements TakesMandates, SavesMethod, LooksUpPayments {

    static final String PROVIDER = "sepa";

    /** The detail by which payments and saved methods name their mandate. */
    static final String MANDATE = "mandate";

    private static final UUID NOBODYS = new UUID(0, 0);
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private static final int MOST_DAYS = 60;

    private final SepaSettings settings;
    private final Strongbox strongbox;
    private final MandateForm form;
    private final AskForCollection collection;
    private final KeepMandates keep;
    private final TellTruth truth;

    DirectDebitGateway(
            SepaSettings settings,
            Strongbox strongbox,
            MandateForm form,
            AskForCollection collection,
            KeepMandates keep,
            TellTruth truth) {
        this.settings = settings;
        this.strongbox = strongbox;
        this.form = form;
        this.collection = collection;
        this.keep = keep;
        this.truth = truth;
    }

    /** Whoever switches direct debit on means it: without keys it would silently not be offered. */
    void refuseWithoutKeys(@Observes StartupEvent start) {
        if (settings.enabled() && !strongbox.hasKeys()) {
            throw new IllegalStateException(
                    "Direct debit (almoner.sepa.enabled) seals account numbers and needs keys: set"
                            + " almoner.strongbox.keys");
        }
        if (settings.collectAfterDays() < 0 || settings.collectAfterDays() > MOST_DAYS) {
            throw new IllegalStateException(
                    "almoner.sepa.collect-after-days must be from 0 to " + MOST_DAYS);
        }
    }

    @Override
    public String provider() {
        return PROVIDER;
    }

    /** None without keys: an account number that cannot be sealed is not taken. */
    @Override
    public Set<PaymentMethod> methods() {
        return settings.enabled() && strongbox.hasKeys()
                ? Set.of(PaymentMethod.SEPA_DIRECT_DEBIT)
                : Set.of();
    }

    /** What was asked for follows from the payment, so there is nothing that could be forgotten. */
    @Override
    public int daysAhead() {
        return settings.collectAfterDays();
    }

    @Override
    public Duration keyLifetime() {
        return FOR_EVER;
    }

    @Override
    public ProviderAnswer ask(PaymentRequest request) throws GatewayUnavailable {
        String mandate =
                request.saved() == null
                        ? request.details().get(MANDATE)
                        : request.saved().reference();
        return collection.ask(request, id(mandate));
    }

    /** What the bank's files say, which lies with us. */
    @Override
    public Optional<ProviderReport> lookUp(PaymentTrace trace) {
        return truth.about(trace.payment());
    }

    @Override
    public Optional<MandateWords> words(String office, String locale) {
        return form.words(office, locale);
    }

    @Override
    public Optional<String> refusal(String account) {
        return MandateForm.refusal(account);
    }

    @Override
    public Map<String, String> agree(MandateAgreement agreement) {
        return Map.of(MANDATE, form.agree(agreement).id().toString());
    }

    @Override
    public MethodAnswer save(SaveRequest request) throws GatewayUnavailable {
        return keep.save(request.id(), id(request.details().get(MANDATE)));
    }

    @Override
    public Optional<MethodAnswer> lookUpMethod(MethodTrace trace) throws GatewayUnavailable {
        return keep.find(trace.method());
    }

    @Override
    public void forget(MethodTrace trace) throws GatewayUnavailable {
        keep.revoke(id(trace.reference()));
    }

    /** The id of a mandate; of none, where the text is no id. */
    private static UUID id(String text) {
        try {
            return text == null ? NOBODYS : UUID.fromString(text);
        } catch (IllegalArgumentException stranger) {
            return NOBODYS;
        }
    }
}

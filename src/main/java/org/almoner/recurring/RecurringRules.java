package org.almoner.recurring;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.almoner.giving.PaymentMethod;
import org.almoner.office.CatalogueFiles;
import org.almoner.office.Offices;
import org.almoner.payment.MethodDesk;

/**
 * The rules of recurring gifts as data: when collections are announced, what a failure leads to,
 * and when a recurring gift counts as failing or lapsed. Read at start-up from {@code
 * recurring-giving.yaml}; a mistake in it stops the start.
 */
@Singleton
class RecurringRules {

    private static final int AFTER_OFFICES = 110;

    private final CatalogueFiles files;
    private final Offices offices;
    private final MethodDesk methods;
    private final InstantSource clock;
    private volatile RecurringRulesFile file;
    private Map<PaymentMethod, Map<String, FailureRule>> failures;
    private Map<PaymentMethod, FailureRule> otherwise;

    RecurringRules(CatalogueFiles files, Offices offices, MethodDesk methods, InstantSource clock) {
        this.files = files;
        this.offices = offices;
        this.methods = methods;
        this.clock = clock;
    }

    void atStart(@Observes @Priority(AFTER_OFFICES) StartupEvent start) {
        take(files.read(RecurringRulesFile.NAME, RecurringRulesFile.class));
    }

    final void take(RecurringRulesFile read) {
        read.check();
        failures = new HashMap<>();
        otherwise = new HashMap<>();
        read.failures()
                .forEach(
                        (method, all) -> {
                            otherwise.put(method, rule(all.otherwise()));
                            Map<String, FailureRule> named = new HashMap<>();
                            all.reasons()
                                    .forEach(
                                            (code, rule) ->
                                                    named.put(
                                                            code.toLowerCase(Locale.ROOT),
                                                            rule(rule)));
                            failures.put(method, named);
                        });
        file = read;
    }

    private static FailureRule rule(RecurringRulesFile.Rule rule) {
        return new FailureRule(rule.action(), rule.afterDays(), rule.tell());
    }

    /** How collections of this gift are announced. */
    NoticeRule notice(RecurringGift gift) {
        String country = offices.byCode(gift.office()).country();
        RecurringRulesFile.Announcement line =
                file.announcements().stream()
                        .filter(it -> it.fits(gift.method(), country, gift.schedule().cadence()))
                        .findFirst()
                        .orElseThrow();
        return new NoticeRule(line.mode(), line.leadDays(), asking(gift));
    }

    /** When collections of this gift have to be asked for. */
    NoticeRule.Asking asking(RecurringGift gift) {
        return NoticeRule.Asking.ahead(
                methods.daysAhead(gift.method(), gift.office().value()),
                offices.byCode(gift.office()).dayOf(clock.instant()));
    }

    /**
     * What a failure leads to.
     *
     * @param code of the provider or bank; {@code null} when it gave none
     */
    FailureRule failure(PaymentMethod method, String code) {
        FailureRule named =
                code == null ? null : failures.get(method).get(code.toLowerCase(Locale.ROOT));
        return named == null ? otherwise.get(method) : named;
    }

    int failingAfterTries() {
        return file.failingAfterTries();
    }

    int lapsedAfterInstalments() {
        return file.lapsedAfterInstalments();
    }
}

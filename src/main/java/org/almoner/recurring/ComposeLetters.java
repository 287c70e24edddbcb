package org.almoner.recurring;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.almoner.campaign.Campaigns;
import org.almoner.donation.ReceiptWish;
import org.almoner.donor.DonorBook;
import org.almoner.donor.DonorId;
import org.almoner.donor.DonorView;
import org.almoner.giving.Cadence;
import org.almoner.giving.PaymentMethod;
import org.almoner.id.Ids;
import org.almoner.letter.Addressee;
import org.almoner.letter.Letterhead;
import org.almoner.letter.PortalPage;
import org.almoner.office.Office;
import org.almoner.office.Offices;
import org.almoner.payment.MandateDesk;
import org.almoner.payment.MethodDesk;
import org.almoner.payment.MethodView;
import org.almoner.payment.SavedMethodId;

/** Puts together what letters are made of, for many at once in as many queries as for one. */
@ApplicationScoped
class ComposeLetters {

    /** How many collections after the next are named. */
    private static final int FOLLOWING = 3;

    /**
     * The longest break is two years; with the next ones behind it, no more has to be looked at.
     */
    private static final int LOOK_AHEAD = 30;

    private final DonorBook donors;
    private final MethodDesk methods;
    private final MandateDesk mandates;
    private final Campaigns campaigns;
    private final Offices offices;
    private final PortalPage portal;
    private final Instalments instalments;
    private final TellNews news;
    private final Ids ids;
    private final InstantSource clock;

    ComposeLetters(
            DonorBook donors,
            MethodDesk methods,
            MandateDesk mandates,
            Campaigns campaigns,
            Offices offices,
            PortalPage portal,
            Instalments instalments,
            TellNews news,
            Ids ids,
            InstantSource clock) {
        this.donors = donors;
        this.methods = methods;
        this.mandates = mandates;
        this.campaigns = campaigns;
        this.offices = offices;
        this.portal = portal;
        this.instalments = instalments;
        this.news = news;
        this.ids = ids;
        this.clock = clock;
    }

    /** What all letters of a batch share. */
    private record Known(
            Map<DonorId, DonorView> donors,
            Map<SavedMethodId, MethodView> methods,
            Map<SavedMethodId, MandateDesk.Named> mandates,
            Map<RecurringGiftId, Instalment> ahead) {}

    /** The records of letters that have something to say. */
    List<Composed> compose(Collection<Occasion> occasions) {
        Known known = known(occasions);
        List<Composed> composed = new ArrayList<>();
        for (Occasion occasion : occasions) {
            compose(occasion, known).ifPresent(composed::add);
        }
        return composed;
    }

    /** A letter, and why it is written. */
    record Composed(Occasion occasion, RecurringGiftRecord record) {}

    private Known known(Collection<Occasion> occasions) {
        List<RecurringGift> gifts = occasions.stream().map(Occasion::gift).toList();
        Stream<SavedMethodId> before =
                occasions.stream()
                        .filter(it -> it.before() != null)
                        .map(it -> it.before().collecting().savedMethod());
        Map<SavedMethodId, MethodView> saved = new HashMap<>();
        methods.findAll(
                        Stream.concat(
                                        before,
                                        gifts.stream().flatMap(it -> it.savedMethod().stream()))
                                .distinct()
                                .toList())
                .forEach(it -> saved.put(it.id(), it));
        Map<RecurringGiftId, Instalment> ahead = new HashMap<>();
        instalments.open(gifts.stream().map(it -> it.id().value()).distinct().toList()).stream()
                .filter(it -> it.state() == InstalmentState.SCHEDULED)
                .forEach(it -> ahead.put(it.gift(), it));
        return new Known(
                donors.findAll(
                        gifts.stream().map(it -> it.view().giver().donor()).distinct().toList()),
                saved,
                mandates.savedAs(directDebits(saved.values())),
                ahead);
    }

    private Optional<Composed> compose(Occasion occasion, Known known) {
        RecurringGiftView gift = occasion.gift().view();
        DonorView donor = known.donors().get(gift.giver().donor());
        if (!donor.details().isReachable()) {
            return Optional.empty(); // erased since
        }
        Office office = offices.byCode(gift.giver().office());
        String language = office.localeFor(Locale.forLanguageTag(donor.locale())).getLanguage();
        RecurringGiftRecord.Terms terms = terms(gift, language, known);
        RecurringGiftRecord.Terms before =
                occasion.before() == null ? null : terms(occasion.before(), language, known);
        if (before != null && before.equals(terms)) {
            return Optional.empty(); // for the donor nothing has changed
        }
        Instant now = clock.instant();
        UUID id = ids.next();
        return Optional.of(
                new Composed(
                        occasion,
                        new RecurringGiftRecord(
                                id,
                                gift.number(),
                                language,
                                Addressee.of(donor.details()),
                                Letterhead.of(office),
                                portal.in(language),
                                terms,
                                next(occasion, known.ahead().get(gift.id())),
                                news.of(
                                        occasion,
                                        before,
                                        office.dayOf(now),
                                        expires(gift, known)))));
    }

    private RecurringGiftRecord.Terms terms(RecurringGiftView gift, String language, Known known) {
        RecurringGiftView.Terms agreed = gift.terms();
        String purpose =
                Optional.ofNullable(gift.campaign())
                        .flatMap(campaigns::byId)
                        .map(it -> it.name(Locale.forLanguageTag(language)))
                        .orElse(null);
        Instalment ahead = known.ahead().get(gift.id());
        return new RecurringGiftRecord.Terms(
                agreed.amount(),
                agreed.cadence(),
                agreed.day().day(),
                agreed.cadence() == Cadence.YEARLY && ahead != null
                        ? ahead.dueOn().getMonth()
                        : null,
                agreed.endOn(),
                agreed.receipts() == ReceiptWish.YEARLY,
                purpose,
                paying(gift, known));
    }

    private static YearMonth expires(RecurringGiftView gift, Known known) {
        MethodView method = known.methods().get(gift.collecting().savedMethod());
        return method == null ? null : method.expires();
    }

    private static RecurringGiftRecord.Paying paying(RecurringGiftView gift, Known known) {
        SavedMethodId saved = gift.collecting().savedMethod();
        MethodView method = known.methods().get(saved);
        MandateDesk.Named mandate = known.mandates().get(saved);
        return new RecurringGiftRecord.Paying(
                gift.collecting().method(),
                method == null ? null : method.label(),
                mandate == null ? null : mandate.creditorIdentifier(),
                mandate == null ? null : mandate.reference());
    }

    private static List<SavedMethodId> directDebits(Collection<MethodView> methods) {
        return methods.stream()
                .filter(it -> it.method() == PaymentMethod.SEPA_DIRECT_DEBIT)
                .map(MethodView::id)
                .toList();
    }

    /**
     * The next collection as it is planned, and some after it, none behind the end; the only one,
     * when a recurring gift starts that has no other.
     */
    private List<LocalDate> next(Occasion occasion, Instalment ahead) {
        RecurringGift gift = occasion.gift();
        if (ahead == null && occasion.kind() == RecurringGiftNews.Kind.STARTED) {
            return instalments.numbered(gift.id(), 1).map(Instalment::collectOn).stream().toList();
        }
        if (ahead == null || gift.needsMethod()) {
            return List.of();
        }
        List<LocalDate> days = new ArrayList<>();
        if (!gift.isPausedOn(ahead.dueOn())) {
            days.add(ahead.collectOn());
        }
        for (int i = 1; i < LOOK_AHEAD && days.size() <= FOLLOWING; i++) {
            LocalDate due = gift.schedule().due(ahead.number() + i);
            if (!gift.isBeyondEnd(due) && !gift.isPausedOn(due)) {
                days.add(due);
            }
        }
        return days;
    }
}

package org.almoner.recurring;

import io.quarkus.arc.Unremovable;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.almoner.donation.ReceiptWish;
import org.almoner.donor.DonorBook;
import org.almoner.donor.DonorId;
import org.almoner.donor.DonorInput;
import org.almoner.donor.DonorRules;
import org.almoner.giving.Cadence;
import org.almoner.giving.PaymentMethod;
import org.almoner.id.Ids;
import org.almoner.money.Money;
import org.almoner.office.OfficeCode;
import org.almoner.payment.GatewayUnavailable;
import org.almoner.payment.MethodDesk;
import org.almoner.payment.MethodInHand;
import org.almoner.payment.SavedMethodId;

/** Makes recurring gifts as the wizard makes them, with a play bank's method. */
@ApplicationScoped
@Unremovable
class Agreements {

    private final RecurringGiftDesk desk;
    private final MethodDesk methods;
    private final DonorBook donors;
    private final Ids ids;

    Agreements(RecurringGiftDesk desk, MethodDesk methods, DonorBook donors, Ids ids) {
        this.desk = desk;
        this.methods = methods;
        this.donors = donors;
        this.ids = ids;
    }

    /** What varies. */
    record Wish(
            Cadence cadence,
            CollectionDay day,
            LocalDate start,
            LocalDate end,
            ReceiptWish receipts) {

        static Wish monthly(int day, LocalDate start) {
            return new Wish(Cadence.MONTHLY, new CollectionDay(day), start, null, ReceiptWish.EACH);
        }
    }

    DonorId donor(String name) {
        DonorInput input =
                new DonorInput(
                        "PERSON",
                        "NEUTRAL",
                        null,
                        "Erika",
                        name,
                        null,
                        name.toLowerCase(java.util.Locale.ROOT) + "@example.org",
                        null,
                        new DonorInput.AddressInput(
                                "Musterweg", "12a", "10115", "Berlin", "DE", null, null));
        return QuarkusTransaction.requiringNew()
                .call(() -> donors.register(DonorRules.check(input), new OfficeCode("DE"), "de"));
    }

    /** Agreed, and its method saved; nothing is collected yet. */
    RecurringGiftId agreed(Agreement.Giver giver, Wish wish, long minor, String habit) {
        SavedMethodId method = new SavedMethodId(ids.next());
        RecurringGiftView gift =
                QuarkusTransaction.requiringNew()
                        .call(
                                () ->
                                        desk.agree(
                                                new Agreement(
                                                        UUID.randomUUID(),
                                                        giver,
                                                        Money.of(minor, "EUR"),
                                                        new Agreement.Rhythm(
                                                                wish.cadence(),
                                                                wish.day(),
                                                                wish.start(),
                                                                wish.end()),
                                                        null,
                                                        wish.receipts()),
                                                newMethod(method, habit)));
        save(method);
        return gift.id();
    }

    /** Whose method it is. */
    Optional<RecurringGiftId> ownerOf(SavedMethodId method) {
        return methods.find(method).map(it -> new RecurringGiftId(it.owner()));
    }

    NewMethod newMethod(SavedMethodId id, String habit) {
        return new NewMethod(id, PaymentMethod.PAYPAL, null, Map.of("habit", habit));
    }

    /** The provider saves it. */
    void save(SavedMethodId id) {
        try {
            MethodInHand method = QuarkusTransaction.requiringNew().call(() -> methods.inHand(id));
            methods.carryOut(method, saved -> {});
        } catch (GatewayUnavailable down) {
            throw new IllegalStateException(down);
        }
    }
}

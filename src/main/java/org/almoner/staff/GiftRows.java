package org.almoner.staff;

import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Currency;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.almoner.donation.GiftStatus;
import org.almoner.giving.Cadence;
import org.almoner.giving.PaymentMethod;
import org.almoner.money.Money;
import org.almoner.payment.PaymentState;

/** Turns rows into what staff see. */
final class GiftRows {

    /** What stands where a name was. */
    static final String ERASED = "(erased)";

    private GiftRows() {}

    static StaffGift gift(Tuple row, boolean seesRestricted) {
        return new StaffGift(
                row.get("id", UUID.class),
                text(row, "office"),
                GiftStatus.valueOf(text(row, "status")),
                money(row, "amount_minor"),
                text(row, "cadence") == null ? Cadence.ONCE : Cadence.valueOf(text(row, "cadence")),
                row.get("recurring_gift_id", UUID.class),
                row.get("instalment", Integer.class),
                row.get("campaign_id", UUID.class),
                PaymentMethod.valueOf(text(row, "method")),
                donor(row, seesRestricted),
                text(row, "receipt_number"),
                row.get("pledged_at", Instant.class),
                row.get("settled_at", Instant.class));
    }

    /** Of whoever was erased only finance sees a name, as long as a rule holds it. */
    static StaffGift.StaffDonor donor(Tuple row, boolean seesRestricted) {
        boolean restricted = row.get("restricted", Boolean.class);
        return new StaffGift.StaffDonor(
                row.get("donor_id", UUID.class),
                text(row, "kind"),
                restricted && !seesRestricted ? ERASED : name(row),
                restricted ? null : text(row, "email"),
                text(row, "country"),
                restricted ? true : null);
    }

    static StaffGiftDetail.StaffPayment payment(Tuple row) {
        return new StaffGiftDetail.StaffPayment(
                row.get("id", UUID.class),
                row.get("attempt", Integer.class),
                PaymentMethod.valueOf(text(row, "method")),
                text(row, "provider"),
                text(row, "provider_reference"),
                PaymentState.valueOf(text(row, "state")),
                money(row, "amount_minor"),
                money(row, "reversed_minor"),
                row.get("disputed", Boolean.class),
                text(row, "decline_code"),
                text(row, "review_reason"),
                row.get("opened_at", Instant.class),
                row.get("settled_at", Instant.class),
                row.get("changed_at", Instant.class));
    }

    /** An organisation by its name, with the person to speak to behind it; a person by theirs. */
    static String name(Tuple row) {
        String person =
                Stream.of(text(row, "title"), text(row, "first_name"), text(row, "last_name"))
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(" "));
        String organisation = text(row, "organisation");
        if (organisation == null) {
            return person.isEmpty() ? ERASED : person;
        }
        return person.isEmpty() ? organisation : organisation + ", " + person;
    }

    static Money money(Tuple row, String column) {
        return new Money(row.get(column, Long.class), Currency.getInstance(text(row, "currency")));
    }

    static String text(Tuple row, String column) {
        return row.get(column, String.class);
    }
}

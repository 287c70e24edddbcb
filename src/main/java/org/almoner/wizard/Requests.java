package org.almoner.wizard;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.almoner.consent.ConsentAnswer;
import org.almoner.donor.DonorInput;
import org.almoner.giving.Cadence;
import org.almoner.giving.PaymentMethod;
import org.almoner.money.Money;

/** The bodies of the wizard's calls; they hold what a client may say and nothing else (AB-9). */
final class Requests {

    private Requests() {}

    /** Step 1. */
    record Amount(
            @NotNull String country,
            @NotNull String locale,
            @NotNull Money amount,
            @NotNull Cadence cadence,
            RecurringWish recurring,
            String campaign) {}

    /** Step 2. {@code homepage} is a trap: people do not see it, machines fill it in (AB-4). */
    record Donor(
            @NotNull String kind,
            String salutation,
            String title,
            String firstName,
            String lastName,
            String organisation,
            String email,
            String phone,
            DonorInput.AddressInput address,
            @NotNull @Size(max = 50) List<@NotNull ConsentAnswer> consents,
            @Size(max = 200) String homepage) {

        DonorInput input() {
            return new DonorInput(
                    kind,
                    salutation,
                    title,
                    firstName,
                    lastName,
                    organisation,
                    email,
                    phone,
                    address);
        }

        boolean isTrapped() {
            return homepage != null && !homepage.isEmpty();
        }

        @Override
        public String toString() {
            return "Donor[…]";
        }
    }

    /** Step 3. */
    record Method(
            @NotNull PaymentMethod method,
            @Size(max = 40) String scenario,
            @Size(max = 64) String iban,
            @Size(max = 140) String accountHolder,
            @Valid MandateAgreement mandate) {

        @Override
        public String toString() {
            return "Method[" + method + "]";
        }
    }

    /** The donor's yes to a direct debit mandate, in the words of a text version. */
    record MandateAgreement(@NotNull String textId, @NotNull Integer version, boolean agreed) {}

    /** The donor says yes. */
    record Completion(@Size(max = 500) String returnUrl) {}

    /** How the experience was. */
    record Feedback(@NotNull @Min(1) @Max(5) Integer rating, @Size(max = 2000) String comment) {

        @Override
        public String toString() {
            return "Feedback[" + rating + "]";
        }
    }
}

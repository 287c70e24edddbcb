package org.almoner.payment;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.UUID;

/** The saved method of a payment, if any, with the name its provider has for it. */
@Embeddable
record CollectedWith(
        @Column(name = "saved_method_id") UUID savedMethod,
        @Column(name = "saved_method_reference") String reference,
        @Column(name = "donor_present") boolean donorPresent) {

    /** The donor pays anew. */
    static CollectedWith nothing() {
        return new CollectedWith(null, null, true);
    }

    static CollectedWith method(SavedMethod method, boolean donorPresent) {
        return new CollectedWith(method.id().value(), method.providerReference(), donorPresent);
    }

    /** What the gateway is told; {@code null} when the donor pays anew. */
    PaymentRequest.Saved saved() {
        return savedMethod == null ? null : new PaymentRequest.Saved(reference, donorPresent);
    }

    /** The method; {@code null} when the donor pays anew. */
    SavedMethodId method() {
        return savedMethod == null ? null : new SavedMethodId(savedMethod);
    }
}

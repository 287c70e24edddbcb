package org.almoner.payment;

import org.almoner.money.Money;

/** Whether money that came by bank transfer is what a payment waits for. */
public enum TransferFit {
    /** It is; it can be booked. */
    FITS,
    /** The payment belongs to another office. */
    OTHER_OFFICE,
    /** The payment has been paid already. */
    SECOND_PAYMENT,
    /** The payment was declined or given up before the money came. */
    PLEDGE_ENDED,
    /** A person looks at the payment first. */
    IN_REVIEW,
    /** The payment is asked for in another currency. */
    FOREIGN_CURRENCY,
    /** More or less came than is asked for. */
    OTHER_AMOUNT;

    /**
     * Compares what came with what is asked for.
     *
     * @param office whose account the money is on
     */
    public static TransferFit of(PaymentView payment, String office, Money came) {
        if (!payment.office().equals(office)) {
            return OTHER_OFFICE;
        }
        TransferFit byState =
                switch (payment.state()) {
                    case OPENED, PENDING -> payment.reviewReason() == null ? FITS : IN_REVIEW;
                    case NEEDS_REVIEW -> IN_REVIEW;
                    case SETTLED, PARTLY_REFUNDED, REFUNDED, RETURNED -> SECOND_PAYMENT;
                    case DECLINED, EXPIRED -> PLEDGE_ENDED;
                };
        if (byState != FITS) {
            return byState;
        }
        if (!payment.amount().currency().equals(came.currency())) {
            return FOREIGN_CURRENCY;
        }
        return payment.amount().equals(came) ? FITS : OTHER_AMOUNT;
    }
}

package org.almoner.payment.sandbox;

/** How far a payment is, in the words of the sandbox provider's API. */
enum SandboxStatus {
    PENDING,
    SETTLED,
    DECLINED,
    EXPIRED
}

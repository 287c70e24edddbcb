package org.almoner.payment.sandbox;

/** How far a saved method is, in the words of the sandbox provider's API. */
enum SandboxMethodStatus {
    PENDING,
    ACTIVE,
    DECLINED,
    EXPIRED,
    FORGOTTEN
}

package org.almoner.payment.sandbox;

import java.util.List;

/**
 * How a payment goes. With a saved method it depends on nothing but the method and how often that
 * was asked for money, so that tests and simulations can be repeated.
 *
 * @param call what was asked for
 * @param scenario the call's, or that of the saved method
 * @param collection how often the method has been asked, with this time; 0 without a method
 * @param atOnce status when the call returns
 * @param declineCode why it is declined, or {@code null}
 * @param later what happens afterwards, in this order
 */
record Turn(
        PaymentCall call,
        SandboxScenario scenario,
        int collection,
        SandboxStatus atOnce,
        String declineCode,
        List<PlannedAct> later) {

    static final String INSUFFICIENT_FUNDS = "insufficient_funds";
    static final String TRY_AGAIN_LATER = "try_again_later";
    static final String CARD_LOST = "card_lost";
    static final String ACCOUNT_CLOSED = "account_closed";
    static final String EXPIRED_METHOD = "expired_method";
    static final String METHOD_REVOKED = "method_revoked";
    static final String METHOD_NOT_READY = "method_not_ready";

    /** The payer pays anew. */
    static Turn anew(PaymentCall call) {
        SandboxScenario scenario = call.scenario();
        return new Turn(
                call,
                scenario,
                0,
                scenario.atOnce(),
                scenario.atOnce() == SandboxStatus.DECLINED ? INSUFFICIENT_FUNDS : null,
                scenario.later());
    }

    /** It is collected with a method that is not there any more. */
    static Turn withoutMethod(PaymentCall call) {
        return declined(call, SandboxScenario.SUCCEEDS, 0, METHOD_REVOKED);
    }

    /** It is collected with a saved method. */
    static Turn collecting(PaymentCall call, SimulatedMethod method, int collection) {
        String refusal = refusal(method, collection);
        SandboxScenario scenario = method.scenario();
        if (refusal != null) {
            return declined(call, scenario, collection, refusal);
        }
        return switch (scenario) {
            case REDIRECT ->
                    new Turn(call, scenario, collection, SandboxStatus.SETTLED, null, List.of());
            case EXPIRES ->
                    new Turn(
                            call,
                            scenario,
                            collection,
                            SandboxStatus.SETTLED,
                            null,
                            List.of(PlannedAct.EXPIRE_METHOD));
            default ->
                    new Turn(call, scenario, collection, scenario.atOnce(), null, scenario.later());
        };
    }

    private static Turn declined(
            PaymentCall call, SandboxScenario scenario, int collection, String code) {
        return new Turn(call, scenario, collection, SandboxStatus.DECLINED, code, List.of());
    }

    private static String refusal(SimulatedMethod method, int collection) {
        return switch (method.status()) {
            case FORGOTTEN -> METHOD_REVOKED;
            case EXPIRED -> EXPIRED_METHOD;
            case PENDING, DECLINED -> METHOD_NOT_READY;
            case ACTIVE -> refusal(method.scenario(), collection);
        };
    }

    private static String refusal(SandboxScenario scenario, int collection) {
        return switch (scenario) {
            case DECLINED -> ACCOUNT_CLOSED;
            case FAILS_SOFTLY -> INSUFFICIENT_FUNDS;
            case FAILS_SOFTLY_ONCE -> softly(collection);
            case FAILS_HARD -> collection > 1 ? CARD_LOST : null;
            case EXPIRES -> collection > 1 ? EXPIRED_METHOD : null;
            default -> null;
        };
    }

    /** Two are paid, the third is refused once and then paid; and so on. */
    private static String softly(int collection) {
        return switch (collection % 8) {
            case 3 -> INSUFFICIENT_FUNDS;
            case 7 -> TRY_AGAIN_LATER;
            default -> null;
        };
    }
}

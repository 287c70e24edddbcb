package org.almoner.giving;

import java.util.List;
import java.util.Map;
import org.almoner.money.Money;
import org.almoner.office.OfficeCode;

/**
 * What an office offers to givers at one moment.
 *
 * @param office whose terms
 * @param cadences how often one can give, in the order shown
 * @param suggested amounts suggested by cadence, smallest first; for every cadence there is
 * @param methods ways to pay the office wants, in the order shown, with their limits; which of them
 *     are served depends on the gateways
 * @param fallback limits of a way to pay that the office's list does not name, such as play money
 * @param fields what is asked of the donor, in the order shown
 */
public record GivingTerms(
        OfficeCode office,
        List<Cadence> cadences,
        Map<Cadence, List<Money>> suggested,
        List<MethodLimit> methods,
        MethodLimit fallback,
        List<FieldRule> fields) {

    /** The limits of a way to pay. */
    public MethodLimit limitOf(PaymentMethod method) {
        return methods.stream()
                .filter(it -> it.method() == method)
                .findFirst()
                .orElseGet(() -> new MethodLimit(method, fallback.smallest(), fallback.largest()));
    }

    /** The widest limits of all ways to pay, which step 1 checks before a way is chosen. */
    public MethodLimit widest() {
        return methods.stream()
                .reduce(
                        fallback,
                        (a, b) ->
                                new MethodLimit(
                                        a.method(),
                                        a.smallest().isMoreThan(b.smallest())
                                                ? b.smallest()
                                                : a.smallest(),
                                        b.largest().isMoreThan(a.largest())
                                                ? b.largest()
                                                : a.largest()));
    }
}

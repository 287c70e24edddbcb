package org.almoner.giving;

import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.almoner.money.Money;
import org.almoner.office.Office;

/** Terms as they are kept in the database: whole, with the reasons in the words that were shown. */
record TermsRow(
        List<Cadence> cadences,
        Map<Cadence, List<Long>> suggested,
        long smallest,
        long largest,
        List<Method> methods,
        List<Field> fields) {

    record Method(PaymentMethod method, long smallest, long largest) {}

    record Field(DonorField field, Set<String> requiredOf, Map<String, String> why) {}

    static TermsRow of(GivingFile.Version version, Map<String, Map<String, String>> reasons) {
        return new TermsRow(
                version.cadences(),
                version.suggested(),
                version.smallest(),
                version.largest(),
                version.methods().stream()
                        .map(
                                it ->
                                        new Method(
                                                it.method(),
                                                or(it.smallest(), version.smallest()),
                                                or(it.largest(), version.largest())))
                        .toList(),
                version.fields().stream().map(it -> field(it, version, reasons)).toList());
    }

    static long or(Long own, long general) {
        return own == null ? general : own;
    }

    GivingTerms terms(Office office) {
        Currency currency = office.currency();
        Map<Cadence, List<Money>> amounts = new EnumMap<>(Cadence.class);
        suggested.forEach((cadence, minors) -> amounts.put(cadence, money(minors, currency)));
        return new GivingTerms(
                office.code(),
                cadences,
                Map.copyOf(amounts),
                methods.stream()
                        .map(it -> limit(it.method(), it.smallest(), it.largest(), currency))
                        .toList(),
                limit(PaymentMethod.SANDBOX, smallest, largest, currency),
                fields.stream()
                        .map(it -> new FieldRule(it.field(), it.requiredOf(), it.why()))
                        .toList());
    }

    private static Field field(
            DonorField field,
            GivingFile.Version version,
            Map<String, Map<String, String>> reasons) {
        Set<String> requiredOf =
                version.required().entrySet().stream()
                        .filter(it -> it.getValue().contains(field))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toCollection(TreeSet::new));
        String reason = version.why().get(field);
        return new Field(field, requiredOf, reason == null ? Map.of() : reasons.get(reason));
    }

    private static List<Money> money(List<Long> minors, Currency currency) {
        return minors.stream().map(it -> new Money(it, currency)).toList();
    }

    private static MethodLimit limit(
            PaymentMethod method, long smallest, long largest, Currency currency) {
        return new MethodLimit(method, new Money(smallest, currency), new Money(largest, currency));
    }
}

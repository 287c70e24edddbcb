package org.almoner.statement;

import java.util.List;
import java.util.Optional;
import org.almoner.office.Jurisdiction;
import org.almoner.office.Registration;
import org.almoner.office.RegistrationKind;
import org.almoner.office.TaxNotice;

/**
 * The legal entity that received the gifts, as it was on the day of issue.
 *
 * @param office its code
 * @param country ISO 3166-1 alpha-2
 * @param address lines under the name, without the country
 * @param place where its documents are issued
 * @param website without a trailing slash
 * @param registrations its entries in public registers
 * @param notice the German tax office's decision; {@code null} in other jurisdictions
 * @param membershipFeesNotDeductible whether § 10b(1) sentence 8 EStG names it, so that it must say
 *     that no gift was a membership fee
 * @param signature who signs, and how
 */
public record Issuer(
        String office,
        Jurisdiction jurisdiction,
        String country,
        String legalName,
        List<String> address,
        String place,
        String website,
        List<Registration> registrations,
        TaxNotice notice,
        boolean membershipFeesNotDeductible,
        Signature signature) {

    public Issuer {
        address = List.copyOf(address);
        registrations = List.copyOf(registrations);
    }

    /** Its number in a register, as printed. */
    public Optional<String> number(RegistrationKind kind) {
        return registrations.stream()
                .filter(it -> it.kind() == kind)
                .findFirst()
                .map(Registration::printed);
    }

    /** A number that the document must name. */
    String required(RegistrationKind kind) {
        return number(kind)
                .orElseThrow(
                        () -> new IllegalArgumentException("Office " + office + " has no " + kind));
    }
}

package org.almoner.letter;

import java.util.ArrayList;
import java.util.List;
import org.almoner.office.Jurisdiction;
import org.almoner.office.Office;
import org.almoner.office.Registration;
import org.almoner.office.RegistrationKind;

/**
 * What a mail says about its office, as it was on the day it was written.
 *
 * @param office its code
 * @param organisation name of the legal entity
 * @param address lines under the name
 * @param registrations entries in public registers, as printed
 */
public record Letterhead(
        String office,
        Jurisdiction jurisdiction,
        String organisation,
        List<String> address,
        String website,
        String senderName,
        String senderAddress,
        String replyTo,
        List<Entry> registrations) {

    /**
     * One entry in a register.
     *
     * @param authority who keeps it; {@code null} where there is one only
     */
    public record Entry(RegistrationKind kind, String number, String authority) {}

    /** As the office is at the moment it was read for. */
    public static Letterhead of(Office office) {
        List<String> address = new ArrayList<>(office.address().lines());
        return new Letterhead(
                office.code().value(),
                office.jurisdiction(),
                office.legalName(),
                List.copyOf(address),
                String.valueOf(office.website()),
                office.sender().name(),
                office.sender().address(),
                office.sender().replyTo(),
                office.registrations().stream().map(Letterhead::entry).toList());
    }

    private static Entry entry(Registration registration) {
        return new Entry(registration.kind(), registration.printed(), registration.authority());
    }

    /** The number in a register, or empty text where the office has none. */
    public String number(RegistrationKind kind) {
        return registrations.stream()
                .filter(it -> it.kind() == kind)
                .map(Entry::number)
                .findFirst()
                .orElse("");
    }

    /** The part of the sender's address from its @ on. */
    public String domain() {
        return senderAddress.substring(senderAddress.lastIndexOf('@'));
    }
}

package org.almoner.bankfile;

import java.util.Optional;

/** Reads names and accounts. */
final class Parties {

    private Parties() {}

    /** The choice inside an {@code Id} of an account: an IBAN or another number. */
    static Optional<String> account(XmlCursor xml) throws BankFileRefused {
        String[] number = new String[1];
        xml.children(
                name -> {
                    switch (name) {
                        case "IBAN" -> number[0] = xml.text();
                        case "Othr" -> xml.only("Id", id -> number[0] = xml.text());
                        default -> xml.skip();
                    }
                });
        return Optional.ofNullable(number[0]).filter(it -> !it.isEmpty());
    }

    /** {@code Nm} in .02, {@code Pty/Nm} since; of a bank as party there is no name here. */
    static Optional<String> name(XmlCursor xml) throws BankFileRefused {
        String[] found = new String[1];
        xml.children(
                name -> {
                    switch (name) {
                        case "Nm" -> found[0] = xml.text();
                        case "Pty" -> xml.only("Nm", it -> found[0] = xml.text());
                        default -> xml.skip();
                    }
                });
        return Optional.ofNullable(found[0]).filter(it -> !it.isEmpty());
    }
}

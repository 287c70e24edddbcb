package org.almoner.bankfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads why something was sent back or refused: {@code RtrInf} and {@code StsRsnInf} are alike. */
final class Reasons {

    private Reasons() {}

    static CamtPart.Reason reason(XmlCursor xml) throws BankFileRefused {
        String[] code = new String[1];
        List<String> words = new ArrayList<>();
        xml.children(
                name -> {
                    switch (name) {
                        case "Rsn" -> xml.children(choice -> code[0] = xml.text());
                        case "AddtlInf" -> words.add(xml.text());
                        default -> xml.skip();
                    }
                });
        return new CamtPart.Reason(
                Optional.ofNullable(code[0]).filter(it -> !it.isEmpty()), List.copyOf(words));
    }
}

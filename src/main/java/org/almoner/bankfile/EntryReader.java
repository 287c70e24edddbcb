package org.almoner.bankfile;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.almoner.money.Money;

/** Reads one entry. It is told before its details, which may be many. */
final class EntryReader {

    private static final Set<String> STATES = Set.of("BOOK", "PDNG", "INFO", "FUTR");

    private final XmlCursor xml;
    private final Consumer<CamtPart> sink;
    private final long number;

    private String reference;
    private String servicerReference;
    private Money amount;
    private Boolean credit;
    private boolean reversal;
    private String status;
    private LocalDate bookedOn;
    private LocalDate valueOn;
    private String domain;
    private String proprietary;
    private CamtPart.Entry told;

    EntryReader(XmlCursor xml, Consumer<CamtPart> sink, long number) {
        this.xml = xml;
        this.sink = sink;
        this.number = number;
    }

    CamtPart.Entry read() throws BankFileRefused {
        xml.children(this::field);
        return tell();
    }

    private void field(String name) throws BankFileRefused {
        switch (name) {
            case "NtryRef" -> reference = xml.text();
            case "AcctSvcrRef" -> servicerReference = xml.text();
            case "Amt" -> amount = Values.amount(xml);
            case "CdtDbtInd" -> credit = Values.isCredit(xml);
            case "RvslInd" -> reversal = Values.isTrue(xml);
            case "Sts" -> status = status();
            case "BookgDt" -> bookedOn = Values.day(xml);
            case "ValDt" -> valueOn = Values.day(xml);
            case "BkTxCd" -> code();
            case "NtryDtls" -> {
                tell();
                xml.children(this::detail);
            }
            default -> xml.skip();
        }
    }

    private void detail(String name) throws BankFileRefused {
        if (name.equals("TxDtls")) {
            sink.accept(new DetailReader(xml, told).read());
        } else if (name.equals("Btch")) {
            sink.accept(batch());
        } else {
            xml.skip();
        }
    }

    private CamtPart.Batch batch() throws BankFileRefused {
        String[] block = new String[1];
        Long[] count = new Long[1];
        xml.children(
                name -> {
                    switch (name) {
                        case "PmtInfId" -> block[0] = xml.text();
                        case "NbOfTxs" -> count[0] = Values.number(xml);
                        default -> xml.skip();
                    }
                });
        return new CamtPart.Batch(Optional.ofNullable(block[0]), Optional.ofNullable(count[0]));
    }

    private CamtPart.Entry tell() throws BankFileRefused {
        if (told == null) {
            told =
                    new CamtPart.Entry(
                            number,
                            Optional.ofNullable(reference),
                            Optional.ofNullable(servicerReference),
                            Values.required(xml, amount, "Ntry/Amt"),
                            Values.required(xml, credit, "Ntry/CdtDbtInd"),
                            reversal,
                            Values.required(xml, status, "Ntry/Sts"),
                            Optional.ofNullable(bookedOn),
                            Optional.ofNullable(valueOn),
                            new CamtPart.Code(
                                    Optional.ofNullable(domain), Optional.ofNullable(proprietary)));
            sink.accept(told);
        }
        return told;
    }

    /** Text in .02, a code in an element of its own since. */
    private String status() throws BankFileRefused {
        String state = xml.textOrChild("Cd");
        if (!STATES.contains(state)) {
            throw xml.refused("unknown_status", "Sts is BOOK, PDNG, INFO or FUTR");
        }
        return state;
    }

    private void code() throws BankFileRefused {
        xml.children(
                name -> {
                    switch (name) {
                        case "Domn" -> domain = domain();
                        case "Prtry" -> xml.only("Cd", cd -> proprietary = xml.text());
                        default -> xml.skip();
                    }
                });
    }

    private String domain() throws BankFileRefused {
        String[] parts = new String[3];
        xml.children(
                name -> {
                    switch (name) {
                        case "Cd" -> parts[0] = xml.text();
                        case "Fmly" ->
                                xml.children(
                                        part -> {
                                            switch (part) {
                                                case "Cd" -> parts[1] = xml.text();
                                                case "SubFmlyCd" -> parts[2] = xml.text();
                                                default -> xml.skip();
                                            }
                                        });
                        default -> xml.skip();
                    }
                });
        return String.join("/", parts);
    }
}

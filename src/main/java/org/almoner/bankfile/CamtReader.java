package org.almoner.bankfile;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads camt.053 (statements) and camt.054 (notifications) in the versions .02 and .08, piece by
 * piece and in constant memory.
 */
public final class CamtReader {

    private static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:";
    private static final Set<String> VERSIONS =
            Set.of("camt.053.001.02", "camt.053.001.08", "camt.054.001.02", "camt.054.001.08");

    private final XmlCursor xml;
    private final Consumer<CamtPart> sink;
    private String message;

    private CamtReader(XmlCursor xml, Consumer<CamtPart> sink) {
        this.xml = xml;
        this.sink = sink;
    }

    /**
     * Reads a file to its end and hands each piece on as it comes.
     *
     * @param sink gets the pieces; what it did with them is void when this throws
     * @throws BankFileRefused when the file is no such file, cut off or wrong in itself
     */
    public static void read(InputStream bytes, Consumer<CamtPart> sink) throws BankFileRefused {
        XmlCursor xml = new XmlCursor(bytes);
        String namespace = xml.root("Document");
        String version =
                namespace.startsWith(NAMESPACE) ? namespace.substring(NAMESPACE.length()) : "";
        if (!VERSIONS.contains(version)) {
            throw xml.refused(
                    "unknown_version",
                    "Taken are camt.053 and camt.054, each in .001.02 and .001.08");
        }
        new CamtReader(xml, sink).document(version.startsWith("camt.054"));
        xml.end();
    }

    private void document(boolean notification) throws BankFileRefused {
        String body = notification ? "BkToCstmrDbtCdtNtfctn" : "BkToCstmrStmt";
        String one = notification ? "Ntfctn" : "Stmt";
        int[] found = new int[1];
        xml.only(
                body,
                name ->
                        xml.children(
                                child -> {
                                    if (child.equals("GrpHdr")) {
                                        xml.only("MsgId", id -> message = xml.text());
                                    } else if (child.equals(one)) {
                                        found[0]++;
                                        new Statement(notification).read();
                                    } else {
                                        xml.skip();
                                    }
                                }));
        if (found[0] == 0) {
            throw xml.refused("missing_field", one + " is missing");
        }
    }

    /** One statement; its head is told as soon as the first entry begins. */
    private final class Statement {

        private final boolean notification;
        private String id;
        private Long electronicNumber;
        private String account;
        private String currency;
        private final List<CamtPart.Balance> balances = new ArrayList<>();
        private boolean begun;
        private long entries;
        private AddUp sum;

        Statement(boolean notification) {
            this.notification = notification;
        }

        void read() throws BankFileRefused {
            xml.children(this::field);
            begin();
            sink.accept(new CamtPart.End(entries, sum.check()));
        }

        private void field(String name) throws BankFileRefused {
            switch (name) {
                case "Id" -> id = xml.text();
                case "ElctrncSeqNb" -> electronicNumber = Values.number(xml);
                case "Acct" -> account();
                case "Bal" -> balances.add(balance());
                case "Ntry" -> {
                    begin();
                    entries++;
                    sum.add(new EntryReader(xml, sink, entries).read());
                }
                default -> xml.skip();
            }
        }

        private void begin() throws BankFileRefused {
            if (begun) {
                return;
            }
            begun = true;
            sum = new AddUp(balances);
            sink.accept(
                    new CamtPart.Head(
                            Values.required(xml, message, "GrpHdr/MsgId"),
                            Values.required(xml, id, "Id"),
                            notification,
                            Optional.ofNullable(electronicNumber),
                            Values.required(xml, account, "Acct/Id"),
                            Optional.ofNullable(currency),
                            List.copyOf(balances)));
        }

        private void account() throws BankFileRefused {
            xml.children(
                    name -> {
                        switch (name) {
                            case "Id" -> account = Parties.account(xml).orElse(null);
                            case "Ccy" -> currency = xml.text();
                            default -> xml.skip();
                        }
                    });
        }

        private CamtPart.Balance balance() throws BankFileRefused {
            String[] type = new String[1];
            org.almoner.money.Money[] amount = new org.almoner.money.Money[1];
            Boolean[] credit = new Boolean[1];
            java.time.LocalDate[] day = new java.time.LocalDate[1];
            xml.children(
                    name -> {
                        switch (name) {
                            case "Tp" ->
                                    xml.only(
                                            "CdOrPrtry",
                                            choice -> xml.children(code -> type[0] = xml.text()));
                            case "Amt" -> amount[0] = Values.amount(xml);
                            case "CdtDbtInd" -> credit[0] = Values.isCredit(xml);
                            case "Dt" -> day[0] = Values.day(xml);
                            default -> xml.skip();
                        }
                    });
            return new CamtPart.Balance(
                    Values.required(xml, type[0], "Bal/Tp"),
                    Values.required(xml, amount[0], "Bal/Amt"),
                    Values.required(xml, credit[0], "Bal/CdtDbtInd"),
                    Values.required(xml, day[0], "Bal/Dt"));
        }
    }
}

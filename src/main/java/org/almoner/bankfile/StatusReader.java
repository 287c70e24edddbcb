package org.almoner.bankfile;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads pain.002.001.10, piece by piece and in constant memory. */
public final class StatusReader {

    private static final String VERSION = "urn:iso:std:iso:20022:tech:xsd:pain.002.001.10";

    private final XmlCursor xml;
    private final Consumer<StatusPart> sink;
    private String report;
    private boolean fileTold;

    private StatusReader(XmlCursor xml, Consumer<StatusPart> sink) {
        this.xml = xml;
        this.sink = sink;
    }

    /**
     * Reads a report to its end and hands each piece on as it comes.
     *
     * @param sink gets the pieces; what it did with them is void when this throws
     * @throws BankFileRefused when the file is no such file, cut off or wrong in itself
     */
    public static void read(InputStream bytes, Consumer<StatusPart> sink) throws BankFileRefused {
        XmlCursor xml = new XmlCursor(bytes);
        if (!xml.root("Document").equals(VERSION)) {
            throw xml.refused("unknown_version", "Taken is pain.002.001.10");
        }
        StatusReader reader = new StatusReader(xml, sink);
        xml.only("CstmrPmtStsRpt", body -> xml.children(reader::field));
        if (!reader.fileTold) {
            throw xml.refused("missing_field", "OrgnlGrpInfAndSts is missing");
        }
        xml.end();
    }

    private void field(String name) throws BankFileRefused {
        switch (name) {
            case "GrpHdr" -> xml.only("MsgId", id -> report = xml.text());
            case "OrgnlGrpInfAndSts" -> file();
            case "OrgnlPmtInfAndSts" -> new BlockReader().read();
            default -> xml.skip();
        }
    }

    private void file() throws BankFileRefused {
        String[] original = new String[1];
        String[] status = new String[1];
        List<CamtPart.Reason> reasons = new ArrayList<>();
        xml.children(
                name -> {
                    switch (name) {
                        case "OrgnlMsgId" -> original[0] = xml.text();
                        case "GrpSts" -> status[0] = xml.text();
                        case "StsRsnInf" -> reasons.add(Reasons.reason(xml));
                        default -> xml.skip();
                    }
                });
        fileTold = true;
        sink.accept(
                new StatusPart.File(
                        Values.required(xml, report, "GrpHdr/MsgId"),
                        Values.required(xml, original[0], "OrgnlMsgId"),
                        Optional.ofNullable(status[0]),
                        List.copyOf(reasons)));
    }

    /** A block; its head is told before its transactions, which may be many. */
    private final class BlockReader {

        private String original;
        private String status;
        private final List<CamtPart.Reason> reasons = new ArrayList<>();
        private boolean told;

        void read() throws BankFileRefused {
            xml.children(this::field);
            tell();
        }

        private void field(String name) throws BankFileRefused {
            switch (name) {
                case "OrgnlPmtInfId" -> original = xml.text();
                case "PmtInfSts" -> status = xml.text();
                case "StsRsnInf" -> reasons.add(Reasons.reason(xml));
                case "TxInfAndSts" -> {
                    tell();
                    transaction();
                }
                default -> xml.skip();
            }
        }

        private void tell() throws BankFileRefused {
            if (!told) {
                told = true;
                sink.accept(
                        new StatusPart.Block(
                                Values.required(xml, original, "OrgnlPmtInfId"),
                                Optional.ofNullable(status),
                                List.copyOf(reasons)));
            }
        }

        private void transaction() throws BankFileRefused {
            String[] fields = new String[3];
            List<CamtPart.Reason> why = new ArrayList<>();
            xml.children(
                    name -> {
                        switch (name) {
                            case "StsId" -> fields[0] = xml.text();
                            case "OrgnlEndToEndId" -> fields[1] = xml.text();
                            case "TxSts" -> fields[2] = xml.text();
                            case "StsRsnInf" -> why.add(Reasons.reason(xml));
                            default -> xml.skip();
                        }
                    });
            sink.accept(
                    new StatusPart.Transaction(
                            original,
                            Optional.ofNullable(fields[0]),
                            Optional.ofNullable(fields[1])
                                    .filter(it -> !it.isEmpty() && !it.equals("NOTPROVIDED")),
                            Optional.ofNullable(fields[2]),
                            List.copyOf(why)));
        }
    }
}

package org.almoner.bank;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Files as banks write them, line by line; everybody in them is invented. */
final class Camt {

    static final String ACCOUNT_DE = "DE91100000000123456789";
    static final String ACCOUNT_NL = "NL13TEST0123456789";
    static final String PAYER = "DE43100000000987654321";
    static final long OPENING = 100_000;

    private final boolean notification;
    private String version;
    private String account = ACCOUNT_DE;
    private String id = "S-" + word();
    private Long number;
    private long wrong;
    private final List<String> lines = new ArrayList<>();
    private long sum;

    private Camt(String version) {
        this.version = version;
        this.notification = version.startsWith("camt.054");
    }

    static Camt statement() {
        return new Camt("camt.053.001.08");
    }

    static Camt notification() {
        return new Camt("camt.054.001.08");
    }

    /** Something that is nowhere else. */
    static String word() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }

    Camt id(String other) {
        id = other;
        return this;
    }

    Camt number(long other) {
        number = other;
        return this;
    }

    Camt account(String other) {
        account = other;
        return this;
    }

    Camt version(String other) {
        version = other;
        return this;
    }

    Camt wrongBy(long minor) {
        wrong = minor;
        return this;
    }

    /** A line that is booked; less than zero goes out. */
    Camt line(String day, long minor, String reference, String... details) {
        return line(day, minor, reference, "BOOK", "", details);
    }

    Camt batch(String day, long minor, String reference, String block, String... details) {
        return line(
                day,
                minor,
                reference,
                "BOOK",
                "<Btch><PmtInfId>%s</PmtInfId><NbOfTxs>2</NbOfTxs></Btch>".formatted(block),
                details);
    }

    Camt pending(String day, long minor, String reference, String... details) {
        return line(day, minor, reference, "PDNG", "", details);
    }

    Camt reversal(String day, long minor, String reference) {
        line(day, minor, reference);
        lines.set(
                lines.size() - 1,
                lines.get(lines.size() - 1).replace("<Sts>", "<RvslInd>true</RvslInd><Sts>"));
        return this;
    }

    private Camt line(
            String day,
            long minor,
            String reference,
            String status,
            String batch,
            String... details) {
        if (status.equals("BOOK")) {
            sum += minor;
        }
        String parts = batch + String.join("", details);
        lines.add(
                """
                <Ntry><Amt Ccy="EUR">%s</Amt><CdtDbtInd>%s</CdtDbtInd><Sts><Cd>%s</Cd></Sts>
                <BookgDt><Dt>%s</Dt></BookgDt>%s<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd>\
                <SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>%s</Ntry>
                """
                        .formatted(
                                decimal(Math.abs(minor)),
                                minor < 0 ? "DBIT" : "CRDT",
                                status,
                                day,
                                reference == null
                                        ? ""
                                        : "<AcctSvcrRef>" + reference + "</AcctSvcrRef>",
                                parts.isEmpty() ? "" : "<NtryDtls>" + parts + "</NtryDtls>"));
        return this;
    }

    /** A line in another currency; only in a notification, as sums have one. */
    Camt foreign(String day, long minor, String currency, String reference, String detail) {
        line(day, 0, reference, detail);
        lines.set(
                lines.size() - 1,
                lines.get(lines.size() - 1)
                        .replace(
                                "<Amt Ccy=\"EUR\">0.00</Amt>",
                                "<Amt Ccy=\"" + currency + "\">" + decimal(minor) + "</Amt>"));
        return this;
    }

    static String decimal(long minor) {
        return BigDecimal.valueOf(minor, 2).toPlainString();
    }

    /** What somebody paid. */
    static String paid(long minor, String name, String account, String structured, String... text) {
        StringBuilder free = new StringBuilder();
        for (String line : text) {
            free.append("<Ustrd>").append(line).append("</Ustrd>");
        }
        String reference =
                structured == null
                        ? ""
                        : "<Strd><CdtrRefInf><Ref>" + structured + "</Ref></CdtrRefInf></Strd>";
        return """
               <TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs><Amt Ccy="EUR">%s</Amt>\
               <CdtDbtInd>CRDT</CdtDbtInd><RltdPties><Dbtr><Pty><Nm>%s</Nm></Pty></Dbtr>\
               <DbtrAcct><Id><IBAN>%s</IBAN></Id></DbtrAcct></RltdPties>\
               <RmtInf>%s%s</RmtInf></TxDtls>"""
                .formatted(decimal(minor), name, account, free, reference);
    }

    /** What is known to a gateway by our own reference, and came back. */
    static String known(long minor, String endToEnd) {
        return """
               <TxDtls><Refs><EndToEndId>%s</EndToEndId></Refs><Amt Ccy="EUR">%s</Amt>\
               <RltdPties><Dbtr><Pty><Nm>Erika Beispiel</Nm></Pty></Dbtr>\
               <DbtrAcct><Id><IBAN>%s</IBAN></Id></DbtrAcct></RltdPties>\
               <RtrInf><Rsn><Cd>AM04</Cd></Rsn></RtrInf></TxDtls>"""
                .formatted(endToEnd, decimal(minor), PAYER);
    }

    String one() {
        String name = notification ? "Ntfctn" : "Stmt";
        String balances =
                notification
                        ? ""
                        : balance("OPBD", OPENING) + balance("CLBD", OPENING + sum + wrong);
        return "<%s><Id>%s</Id>%s<Acct><Id><IBAN>%s</IBAN></Id></Acct>%s%s</%s>"
                .formatted(
                        name,
                        id,
                        number == null ? "" : "<ElctrncSeqNb>" + number + "</ElctrncSeqNb>",
                        account,
                        balances,
                        String.join("", lines),
                        name);
    }

    private static String balance(String type, long minor) {
        return """
               <Bal><Tp><CdOrPrtry><Cd>%s</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">%s</Amt>\
               <CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-24</Dt></Dt></Bal>"""
                .formatted(type, decimal(minor));
    }

    /** The file, with further statements behind this one. */
    String file(Camt... more) {
        StringBuilder all = new StringBuilder(one());
        for (Camt another : more) {
            all.append(another.one());
        }
        String body = notification ? "BkToCstmrDbtCdtNtfctn" : "BkToCstmrStmt";
        return """
               <?xml version="1.0" encoding="UTF-8"?>
               <Document xmlns="urn:iso:std:iso:20022:tech:xsd:%s"><%s>
               <GrpHdr><MsgId>M-%s</MsgId></GrpHdr>
               %s
               </%s></Document>
               """
                .formatted(version, body, word(), all, body);
    }
}

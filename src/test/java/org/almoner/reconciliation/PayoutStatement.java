package org.almoner.reconciliation;

import static org.almoner.reconciliation.ProviderBooks.name;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.almoner.TestStaff;

/** A notification of the German office's bank about money that came in. */
final class PayoutStatement {

    private final List<String> lines = new ArrayList<>();

    /** A line; who pays, and what is written. */
    PayoutStatement line(LocalDate day, long minor, String payer, String text) {
        lines.add(
                """
                <Ntry><Amt Ccy="EUR">%1$s</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
                <BookgDt><Dt>%2$s</Dt></BookgDt><AcctSvcrRef>%3$s</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd>\
                <Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd><NtryDtls><TxDtls>\
                <Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs><Amt Ccy="EUR">%1$s</Amt>\
                <CdtDbtInd>CRDT</CdtDbtInd><RltdPties><Dbtr><Pty><Nm>%4$s</Nm></Pty></Dbtr></RltdPties>\
                <RmtInf><Ustrd>%5$s</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
                """
                        .formatted(
                                BigDecimal.valueOf(minor, 2).toPlainString(),
                                day,
                                name("b").substring(0, 20),
                                payer,
                                text));
        return this;
    }

    private String file() {
        return """
        <?xml version="1.0" encoding="UTF-8"?>
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>
        <GrpHdr><MsgId>%1$s</MsgId></GrpHdr><Ntfctn><Id>%1$s</Id>\
        <Acct><Id><IBAN>DE91100000000123456789</IBAN></Id></Acct>%2$s</Ntfctn>
        </BkToCstmrDbtCdtNtfctn></Document>
        """
                .formatted(name("n").substring(0, 20), String.join("", lines));
    }

    /** Brings the file; its id. */
    String bring() {
        return TestStaff.as("finance", "DE")
                .contentType("application/xml")
                .queryParam("office", "DE")
                .body(file())
                .post("/v1/staff/bank-statements")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }
}

package org.almoner.bankfile;

import java.nio.charset.StandardCharsets;

/** Files as banks write them, for tests; everybody in them is invented. */
final class BankFiles {

    private BankFiles() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String statement08(String content) {
        return """
        <?xml version="1.0" encoding="UTF-8"?>
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">
          <BkToCstmrStmt>
            <GrpHdr><MsgId>M-1</MsgId><CreDtTm>2026-11-25T06:00:00+01:00</CreDtTm></GrpHdr>
            <Stmt>
              <Id>2026-228</Id>
              <ElctrncSeqNb>228</ElctrncSeqNb>
              <CreDtTm>2026-11-25T06:00:00+01:00</CreDtTm>
              <Acct><Id><IBAN>DE91100000000123456789</IBAN></Id><Ccy>EUR</Ccy></Acct>
        %s
            </Stmt>
          </BkToCstmrStmt>
        </Document>
        """
                .formatted(content);
    }

    static String balance(String type, String amount, boolean credit) {
        return """
        <Bal><Tp><CdOrPrtry><Cd>%s</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">%s</Amt>\
        <CdtDbtInd>%s</CdtDbtInd><Dt><Dt>2026-11-24</Dt></Dt></Bal>
        """
                .formatted(type, amount, credit ? "CRDT" : "DBIT");
    }

    static String entry08(String amount, boolean credit, String details) {
        return """
        <Ntry><NtryRef>1</NtryRef><Amt Ccy="EUR">%s</Amt><CdtDbtInd>%s</CdtDbtInd>\
        <Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-11-24</Dt></BookgDt>\
        <ValDt><Dt>2026-11-24</Dt></ValDt><AcctSvcrRef>B-77</AcctSvcrRef>\
        <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn>\
        <Prtry><Cd>NTRF+166+9310</Cd><Issr>DK</Issr></Prtry></BkTxCd>%s</Ntry>
        """
                .formatted(amount, credit ? "CRDT" : "DBIT", details);
    }

    /** A transfer that came in, a batch that was collected, and a return with its fee. */
    static String wholeStatement08() {
        return statement08(
                balance("OPBD", "1000.00", true)
                        + balance("CLBD", "1047.00", true)
                        + entry08("25.00", true, TRANSFER)
                        + entry08("50.00", true, BATCH)
                        + entry08("28.00", false, RETURN)
                        + entry08("0.00", true, ""));
    }

    static final String TRANSFER =
            """
            <NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>\
            <Amt Ccy="EUR">25.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><RltdPties>\
            <Dbtr><Pty><Nm>Erika &amp; Otto Beispiel</Nm></Pty></Dbtr>\
            <DbtrAcct><Id><IBAN>NL13TEST0123456789</IBAN></Id></DbtrAcct>\
            <Cdtr><Pty><Nm>Beispiel Hilfe e.V.</Nm></Pty></Cdtr></RltdPties>\
            <RmtInf><Ustrd>Spende</Ustrd><Ustrd>danke</Ustrd><Strd><CdtrRefInf>\
            <Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry></Tp><Ref>RF18539007547034</Ref>\
            </CdtrRefInf></Strd></RmtInf></TxDtls></NtryDtls>\
            """;

    static final String BATCH =
            """
            <NtryDtls><Btch><MsgId>ALM-1</MsgId><PmtInfId>ALM-1-A</PmtInfId><NbOfTxs>2</NbOfTxs>\
            </Btch></NtryDtls>\
            """;

    static final String RETURN =
            """
            <NtryDtls><TxDtls><Refs><EndToEndId>0123456789abcdef0123456789abcdef</EndToEndId>\
            <MndtId>7K2M9QX4TBCZ5</MndtId></Refs><Amt Ccy="EUR">28.00</Amt>\
            <CdtDbtInd>DBIT</CdtDbtInd><AmtDtls><InstdAmt><Amt Ccy="EUR">25.00</Amt></InstdAmt>\
            </AmtDtls><Chrgs><Rcrd><Amt Ccy="EUR">3.00</Amt><CdtDbtInd>DBIT</CdtDbtInd></Rcrd>\
            </Chrgs><RtrInf><Rsn><Cd>MD06</Cd></Rsn><AddtlInf>Refund</AddtlInf></RtrInf>\
            </TxDtls></NtryDtls>\
            """;

    /** The older version: status as text, names without Pty, amounts in AmtDtls. */
    static String notification02() {
        return """
        <?xml version="1.0" encoding="ISO-8859-1"?>
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.02"
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
          <BkToCstmrDbtCdtNtfctn>
            <GrpHdr><MsgId>M-2</MsgId><CreDtTm>2026-11-25T06:00:00</CreDtTm></GrpHdr>
            <Ntfctn>
              <Id>N-1</Id><CreDtTm>2026-11-25T06:00:00</CreDtTm>
              <Acct><Id><Othr><Id>123456789</Id></Othr></Id></Acct>
              <Ntry><Amt Ccy="EUR">10.5</Amt><CdtDbtInd>CRDT</CdtDbtInd>
                <RvslInd>true</RvslInd><Sts>PDNG</Sts>
                <BookgDt><DtTm>2026-11-24T23:59:59+01:00</DtTm></BookgDt>
                <BkTxCd><Prtry><Cd>NTRF+166</Cd></Prtry></BkTxCd>
                <NtryDtls><TxDtls><Refs><EndToEndId>E-1</EndToEndId></Refs>
                  <AmtDtls><TxAmt><Amt Ccy="EUR">10.50</Amt></TxAmt></AmtDtls>
                  <Chrgs><Amt Ccy="EUR">0.15</Amt><CdtDbtInd>DBIT</CdtDbtInd></Chrgs>
                  <RltdPties><Dbtr><Nm>Jürgen</Nm></Dbtr></RltdPties>
                </TxDtls></NtryDtls>
              </Ntry>
            </Ntfctn>
          </BkToCstmrDbtCdtNtfctn>
        </Document>
        """;
    }

    static String statusReport() {
        return """
        <?xml version="1.0" encoding="UTF-8"?>
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10">
          <CstmrPmtStsRpt>
            <GrpHdr><MsgId>R-1</MsgId><CreDtTm>2026-11-25T06:00:00Z</CreDtTm></GrpHdr>
            <OrgnlGrpInfAndSts><OrgnlMsgId>ALM-1</OrgnlMsgId>
              <OrgnlMsgNmId>pain.008.001.08</OrgnlMsgNmId><GrpSts>PART</GrpSts>
            </OrgnlGrpInfAndSts>
            <OrgnlPmtInfAndSts><OrgnlPmtInfId>ALM-1-A</OrgnlPmtInfId>
              <PmtInfSts>PART</PmtInfSts>
              <TxInfAndSts><StsId>S-1</StsId>
                <OrgnlEndToEndId>0123456789abcdef0123456789abcdef</OrgnlEndToEndId>
                <TxSts>RJCT</TxSts>
                <StsRsnInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>closed</AddtlInf></StsRsnInf>
                <OrgnlTxRef><Dbtr><Pty><Nm>Erika</Nm></Pty></Dbtr></OrgnlTxRef>
              </TxInfAndSts>
              <TxInfAndSts><OrgnlEndToEndId>NOTPROVIDED</OrgnlEndToEndId>
                <TxSts>ACSP</TxSts></TxInfAndSts>
            </OrgnlPmtInfAndSts>
          </CstmrPmtStsRpt>
        </Document>
        """;
    }
}

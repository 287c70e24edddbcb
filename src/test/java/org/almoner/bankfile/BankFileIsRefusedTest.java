package org.almoner.bankfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a bank, or somebody who pretends to be one, may send and we don't take. */
class BankFileIsRefusedTest {

    private static BankFileRefused refusal(byte[] file) {
        return assertThrows(
                BankFileRefused.class,
                () -> CamtReader.read(new ByteArrayInputStream(file), part -> {}));
    }

    private static BankFileRefused refusal(String file) {
        return refusal(BankFiles.bytes(file));
    }

    @Test
    void wheneverItIsCutOff() {
        byte[] whole = BankFiles.bytes(BankFiles.wholeStatement08().strip());
        for (int length = 0; length < whole.length; length += 7) {
            byte[] cut = Arrays.copyOf(whole, length);
            refusal(cut);
        }
    }

    @Test
    void whenItsEncodingIsNotTheOneItNames() {
        byte[] latin1 =
                BankFiles.statement08(BankFiles.entry08("1.00", true, BankFiles.TRANSFER))
                        .replace("Erika", "Jürgen")
                        .getBytes(StandardCharsets.ISO_8859_1);
        assertEquals("not_well_formed", refusal(latin1).rule());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>",
                "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]>",
                "<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\">",
                "<!DOCTYPE x>"
            })
    void whenItHasADocumentType(String type) {
        String head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
        String file =
                BankFiles.wholeStatement08().replace(head, head + type).replace("Spende", "&a;");
        BankFileRefused refusal = refusal(file);
        assertEquals("document_type", refusal.rule());
    }

    @Test
    void whenItUsesAnEntityThatNobodyDeclared() {
        refusal(BankFiles.wholeStatement08().replace("Spende", "&a;"));
    }

    @ParameterizedTest
    @CsvSource({
        "camt.053.001.08, camt.053.001.13, unknown_version",
        "camt.053.001.08, camt.052.001.08, unknown_version",
        "Document, Dokument, unknown_document",
        "<Id>2026-228</Id>, '', missing_field",
        "<MsgId>M-1</MsgId>, '', missing_field",
        "IBAN, Proxy, missing_field",
        "BkToCstmrStmt, Other, missing_field",
        "25.00, -25.00, invalid_amount",
        "25.00, '25,00', invalid_amount",
        "25.00, 25.001, invalid_amount",
        "25.00, 1e3, invalid_amount",
        "25.00, '', invalid_amount",
        "25.00, 9999999999999999999, invalid_amount",
        "25.00, 999999999999999999, invalid_amount",
        "Ccy=\"EUR\", Ccy=\"XYZ\", unknown_currency",
        "Ccy=\"EUR\", '', unknown_currency",
        "CRDT, CREDIT, invalid_direction",
        "BOOK, DONE, unknown_status",
        "2026-11-24, 2026-02-30, invalid_date",
        "2026-11-24, 24.11.2026, invalid_date",
        "<ElctrncSeqNb>228, <ElctrncSeqNb>-1, invalid_number",
        "<CdtDbtInd>CRDT</CdtDbtInd><Sts>, <Sts>, missing_field",
        "<Sts><Cd>BOOK</Cd></Sts>, '', missing_field",
        "Spende, <b>Spende</b>, unexpected_element",
        "<TxDtls>, <TxDtls>text, unexpected_text"
    })
    void whenAPartOfItIsWrong(String right, String wrong, String rule) {
        BankFileRefused refusal = refusal(BankFiles.wholeStatement08().replace(right, wrong));
        assertEquals(rule, refusal.rule());
        assertFalse(wrong.length() > 3 && refusal.getMessage().contains(wrong));
    }

    @Test
    void whenAFieldOrItsDepthHasNoEnd() {
        assertEquals(
                "too_long",
                refusal(BankFiles.wholeStatement08().replace("Spende", "x".repeat(5000))).rule());
        assertEquals(
                "too_deep",
                refusal(BankFiles.wholeStatement08().replace("<TxDtls>", "<a>".repeat(40))).rule());
    }

    @Test
    void whenAnotherOneFollowsIt() {
        refusal(BankFiles.wholeStatement08() + BankFiles.wholeStatement08());
    }

    @Test
    void orReadHoweverItIsDamagedAndNothingElseHappens() {
        long seed = 20261125;
        Random random = new Random(seed);
        byte[] whole = BankFiles.bytes(BankFiles.wholeStatement08());
        int refused = 0;
        for (int i = 0; i < 5000; i++) {
            byte[] damaged = whole.clone();
            for (int spots = 1 + random.nextInt(4); spots > 0; spots--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                CamtReader.read(new ByteArrayInputStream(damaged), part -> {});
            } catch (BankFileRefused refusal) {
                refused++;
            } catch (RuntimeException unplanned) {
                throw new AssertionError("seed " + seed + ", file " + i, unplanned);
            }
        }
        assertTrue(refused > 4000, refused + " of 5000 were refused");
    }
}

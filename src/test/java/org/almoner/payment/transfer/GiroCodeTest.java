package org.almoner.payment.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.DecodeHintType;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.common.DecoderResult;
import com.google.zxing.qrcode.decoder.Decoder;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.almoner.money.Money;
import org.almoner.payment.CreditorReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.InputSource;

class GiroCodeTest {

    private static final CreditorReference REFERENCE = new CreditorReference("RF18539007547034");
    private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-(\\d+)z");

    private static GiroCode code(String name) {
        return GiroCode.of(
                new GiroCode.Beneficiary(
                        name, "DE91100000000123456789", Optional.of("TESTDEFFXXX")),
                Money.of(2500, "EUR"),
                REFERENCE);
    }

    @Test
    void thePayloadIsTheGoldenOne() {
        assertEquals(golden("girocode.txt"), code("Beispiel Hilfe e.V.").payload());
    }

    @Test
    void withoutBicItsLineStaysEmpty() {
        GiroCode code =
                GiroCode.of(
                        new GiroCode.Beneficiary("B", "NL91ABNA0417164300", Optional.empty()),
                        Money.of(1, "EUR"),
                        REFERENCE);
        assertEquals(
                "BCD\n002\n1\nSCT\n\nB\nNL91ABNA0417164300\nEUR0.01\nCHAR\nRF18539007547034",
                code.payload());
    }

    @ParameterizedTest
    @CsvSource({"2500,GBP", "2500,JPY", "0,EUR", "100000000000,EUR"})
    void onlyEurosFromOneCentToWhatTheStandardCarries(long minor, String currency) {
        GiroCode.Beneficiary to =
                new GiroCode.Beneficiary("B", "DE91100000000123456789", Optional.empty());
        Money amount = Money.of(minor, currency);
        assertThrows(IllegalArgumentException.class, () -> GiroCode.of(to, amount, REFERENCE));
    }

    @Test
    void aLongNameIsCutAndNeverBreaksALine() {
        String name = "Ä".repeat(69) + "🎁" + "x";
        assertEquals("Ä".repeat(69) + "🎁", code(name).payload().split("\n")[5]);
        assertEquals("A  B", code("A\r\nB").payload().split("\n")[5]);
        assertTrue(code(name).payload().getBytes(StandardCharsets.UTF_8).length <= 331);
    }

    @ParameterizedTest
    @CsvSource({"Beispiel Hilfe e.V.", "Fondation Hélène & Søren <Ünicode>"})
    void thePictureReadsBackAsThePayload(String name) throws Exception {
        GiroCode code = code(name);
        String svg = QrPicture.svg(code, "RF18 5390 0754 7034 · EUR 25.00");
        DecoderResult read =
                new Decoder()
                        .decode(darkModules(svg), Map.of(DecodeHintType.CHARACTER_SET, "UTF-8"));
        assertEquals(code.payload(), read.getText());
        assertEquals("M", read.getECLevel());
    }

    @Test
    void thePictureIsWellFormedAndHasATitleAndAQuietZone() throws Exception {
        String svg = QrPicture.svg(code("B"), "A < B & C");
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)));
        assertTrue(svg.contains("<title>A &lt; B &amp; C</title>"));
        Matcher runs = RUN.matcher(svg);
        while (runs.find()) {
            assertTrue(Integer.parseInt(runs.group(1)) >= QrPicture.QUIET_ZONE);
            assertTrue(Integer.parseInt(runs.group(2)) >= QrPicture.QUIET_ZONE);
        }
    }

    /** The dark modules as the picture's path draws them, without the quiet zone. */
    private static BitMatrix darkModules(String svg) {
        Matcher box = Pattern.compile("viewBox=\"0 0 (\\d+) ").matcher(svg);
        assertTrue(box.find());
        int size = Integer.parseInt(box.group(1)) - 2 * QrPicture.QUIET_ZONE;
        BitMatrix modules = new BitMatrix(size);
        Matcher runs = RUN.matcher(svg);
        while (runs.find()) {
            modules.setRegion(
                    Integer.parseInt(runs.group(1)) - QrPicture.QUIET_ZONE,
                    Integer.parseInt(runs.group(2)) - QrPicture.QUIET_ZONE,
                    Integer.parseInt(runs.group(3)),
                    1);
        }
        return modules;
    }

    private static String golden(String name) {
        try (var file = GiroCodeTest.class.getResourceAsStream("/golden/payment/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

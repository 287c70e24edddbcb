package org.almoner.bankfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.almoner.Golden;
import org.almoner.bankfile.CamtPart.BalanceCheck;
import org.almoner.money.Money;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BankFileTest {

    private static List<CamtPart> read(byte[] file) throws BankFileRefused {
        List<CamtPart> parts = new ArrayList<>();
        CamtReader.read(new ByteArrayInputStream(file), parts::add);
        return parts;
    }

    private static List<CamtPart> read(String file) throws BankFileRefused {
        return read(BankFiles.bytes(file));
    }

    private static <T extends CamtPart> T only(List<CamtPart> parts, Class<T> kind) {
        List<T> found = parts.stream().filter(kind::isInstance).map(kind::cast).toList();
        assertEquals(1, found.size());
        return found.get(0);
    }

    @Nested
    class AStatement {

        @Test
        void isReadAsReviewed() throws BankFileRefused {
            String parts =
                    read(BankFiles.wholeStatement08()).stream()
                            .map(Object::toString)
                            .collect(Collectors.joining("\n", "", "\n"));
            assertFalse(parts.contains("Erika"), "names print masked");
            Golden.matches("bankfile/camt.053.001.08.txt", parts);
        }

        @Test
        void tellsWhoPaidAndWhatFor() throws BankFileRefused {
            CamtPart.Detail transfer = (CamtPart.Detail) read(BankFiles.wholeStatement08()).get(2);
            assertEquals(Optional.of("Erika & Otto Beispiel"), transfer.debtor().name());
            assertEquals(Optional.of("NL13TEST0123456789"), transfer.debtor().account());
            assertEquals(List.of("Spende", "danke"), transfer.unstructured());
            assertEquals(Optional.of("RF18539007547034"), transfer.creditorReference());
            assertEquals(Optional.empty(), transfer.references().endToEnd());
        }

        @Test
        void keepsTheFeeOfAReturnApart() throws BankFileRefused {
            CamtPart.Detail back = (CamtPart.Detail) read(BankFiles.wholeStatement08()).get(6);
            assertEquals(Optional.of(Money.of(2800, "EUR")), back.amount());
            assertEquals(Optional.of(Money.of(2500, "EUR")), back.instructed());
            assertEquals(List.of(new CamtPart.Charge(Money.of(300, "EUR"), false)), back.charges());
            assertEquals(Optional.of("MD06"), back.returned().orElseThrow().code());
        }

        @ParameterizedTest
        @CsvSource({"1047.00, HOLDS", "1047.01, BROKEN", "-, NOT_STATED"})
        void isAddedUp(String closing, BalanceCheck expected) throws BankFileRefused {
            String file =
                    closing.equals("-")
                            ? BankFiles.wholeStatement08().replace("CLBD", "CLAV")
                            : BankFiles.wholeStatement08().replace("1047.00", closing);
            assertEquals(expected, only(read(file), CamtPart.End.class).balance());
        }

        @Test
        void withAnEntryInAForeignCurrencyDoesNotAddUp() throws BankFileRefused {
            String file = BankFiles.wholeStatement08();
            int last = file.lastIndexOf("Ccy=\"EUR\"");
            String mixed = file.substring(0, last) + "Ccy=\"USD\"" + file.substring(last + 9);
            assertEquals(BalanceCheck.BROKEN, only(read(mixed), CamtPart.End.class).balance());
        }

        @Test
        void mayFollowAnotherInTheSameFile() throws BankFileRefused {
            String one = BankFiles.statement08("");
            int from = one.indexOf("<Stmt>");
            int to = one.indexOf("</Stmt>") + "</Stmt>".length();
            String two = one.substring(0, to) + one.substring(from, to) + one.substring(to);
            List<CamtPart> parts = read(two);
            assertEquals(4, parts.size());
            assertEquals(parts.get(0), parts.get(2)); // the same id twice is for the caller to see
        }
    }

    @Nested
    class AnOldNotification {

        @Test
        void isReadLikeANewOne() throws BankFileRefused {
            byte[] latin1 = BankFiles.notification02().getBytes(StandardCharsets.ISO_8859_1);
            List<CamtPart> parts = read(latin1);
            CamtPart.Head head = only(parts, CamtPart.Head.class);
            assertTrue(head.notification());
            assertEquals("123456789", head.account());
            CamtPart.Entry entry = only(parts, CamtPart.Entry.class);
            assertEquals(Money.of(1050, "EUR"), entry.amount());
            assertEquals("PDNG", entry.status());
            assertFalse(entry.isBooked());
            assertTrue(entry.reversal());
            assertEquals(Optional.of(LocalDate.of(2026, 11, 24)), entry.bookedOn());
            assertEquals(Optional.empty(), entry.code().domain());
            CamtPart.Detail detail = only(parts, CamtPart.Detail.class);
            assertEquals(Optional.of("Jürgen"), detail.debtor().name());
            assertEquals(Optional.of(Money.of(1050, "EUR")), detail.amount());
            assertEquals(Optional.of("E-1"), detail.references().endToEnd());
            assertEquals(1, detail.charges().size());
            assertEquals(BalanceCheck.NOT_STATED, only(parts, CamtPart.End.class).balance());
        }
    }

    @Nested
    class AStatusReport {

        private List<StatusPart> read(String file) throws BankFileRefused {
            List<StatusPart> parts = new ArrayList<>();
            StatusReader.read(new ByteArrayInputStream(BankFiles.bytes(file)), parts::add);
            return parts;
        }

        @Test
        void isReadAsReviewed() throws BankFileRefused {
            Golden.matches(
                    "bankfile/pain.002.001.10.txt",
                    read(BankFiles.statusReport()).stream()
                            .map(Object::toString)
                            .collect(Collectors.joining("\n", "", "\n")));
        }

        @Test
        void mayRejectTheWholeFileInOneWord() throws BankFileRefused {
            String file = BankFiles.statusReport();
            int from = file.indexOf("<OrgnlPmtInfAndSts>");
            int to = file.indexOf("</CstmrPmtStsRpt>");
            List<StatusPart> parts =
                    read(file.substring(0, from).replace("PART", "RJCT") + file.substring(to));
            assertEquals(
                    List.of(new StatusPart.File("R-1", "ALM-1", Optional.of("RJCT"), List.of())),
                    parts);
        }

        @Test
        void thatIsAnotherFileOrNamesNoneOfOursIsRefused() {
            for (String wrong :
                    List.of(
                            BankFiles.statusReport().replace("001.10", "001.03"),
                            BankFiles.statusReport().replace("OrgnlMsgId", "Other"),
                            BankFiles.statusReport().replace("OrgnlGrpInfAndSts", "Other"),
                            BankFiles.statusReport().replace("OrgnlPmtInfId", "Other"),
                            BankFiles.wholeStatement08())) {
                assertThrows(BankFileRefused.class, () -> read(wrong));
            }
        }
    }

    @Test
    void fortyMegabytesAreReadInConstantMemory() throws BankFileRefused {
        byte[] entry = BankFiles.bytes(BankFiles.entry08("25.00", true, BankFiles.TRANSFER));
        int count = 40_000_000 / entry.length;
        String[] frame = BankFiles.statement08("|").split("\\|");
        InputStream file =
                new SequenceInputStream(
                        Collections.enumeration(
                                List.of(
                                        new ByteArrayInputStream(BankFiles.bytes(frame[0])),
                                        new SequenceInputStream(repeated(entry, count)),
                                        new ByteArrayInputStream(BankFiles.bytes(frame[1])))));
        Runtime memory = Runtime.getRuntime();
        System.gc();
        long before = memory.totalMemory() - memory.freeMemory();
        long[] most = new long[1];
        long[] seen = new long[1];
        CamtReader.read(
                file,
                part -> {
                    if (part instanceof CamtPart.Entry entryPart
                            && entryPart.number() % 10_000 == 0) {
                        System.gc();
                        most[0] = Math.max(most[0], memory.totalMemory() - memory.freeMemory());
                    }
                    seen[0] += part instanceof CamtPart.Detail ? 1 : 0;
                });
        assertEquals(count, seen[0]);
        assertTrue(most[0] - before < 8_000_000, () -> most[0] - before + " bytes more");
    }

    private static Enumeration<InputStream> repeated(byte[] piece, int count) {
        return new Enumeration<>() {
            private int given;

            @Override
            public boolean hasMoreElements() {
                return given < count;
            }

            @Override
            public InputStream nextElement() {
                given++;
                return new ByteArrayInputStream(piece);
            }
        };
    }
}

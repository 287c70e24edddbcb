package org.almoner.payment.sepa;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.almoner.Golden;
import org.almoner.donor.Iban;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

class DirectDebitFileTest {

    private static final Instant NOW = Instant.parse("2026-11-25T10:15:30.987654Z");

    private static byte[] file(Map<Block, List<DirectDebit>> blocks) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DirectDebitFile file = DirectDebitFile.begin(bytes, head(blocks.keySet().stream()));
        for (Map.Entry<Block, List<DirectDebit>> block : blocks.entrySet()) {
            file.write(block.getKey(), block.getValue().iterator());
        }
        file.end();
        return bytes.toByteArray();
    }

    private static FileHead head(java.util.stream.Stream<Block> blocks) {
        Totals totals = blocks.map(Block::totals).reduce(Totals.NONE, Totals::plus);
        return new FileHead(new SepaReference("ALM-2026-11-25-1"), NOW, "Beispiel Hilfe", totals);
    }

    private static byte[] fileOf(DirectDebit... collections) throws Exception {
        List<DirectDebit> list = List.of(collections);
        return file(Map.of(Sample.block("B1", SequenceType.RCUR, list), list));
    }

    @Nested
    class AFile {

        @Test
        void isWhatTheBankExpectsAndStaysSo() throws Exception {
            List<DirectDebit> once =
                    List.of(
                            Sample.of(1, 2500, "Jürgen Müßiggang & Söhne"),
                            Sample.of(2, 1, "Zoë Ångström-Łukasiewicz"));
            List<DirectDebit> regular =
                    List.of(
                            Sample.of(
                                    3,
                                    99_999_999_999L,
                                    new DirectDebit.Debtor(
                                            "Αθηνά Παπαδοπούλου",
                                            new Iban("CH9300762011623852957"),
                                            Optional.of("POFICHBEXXX"),
                                            Optional.of(
                                                    Sample.address(
                                                            "Große Gasse", "12a", "Zürich")))));
            Map<Block, List<DirectDebit>> blocks = new LinkedHashMap<>();
            blocks.put(Sample.block("ALM-B-OOFF", SequenceType.OOFF, once), once);
            blocks.put(Sample.block("ALM-B-RCUR", SequenceType.RCUR, regular), regular);
            byte[] file = file(blocks);
            BankRules.check(file);
            assertArrayEquals(file, file(blocks));
            Golden.matches("sepa/pain.008.001.08.xml", new String(file, StandardCharsets.UTF_8));
        }

        @Test
        void takesAnyNameAPersonMayHave() throws Exception {
            long seed = 20261125;
            Random random = new Random(seed);
            List<DirectDebit> collections = new ArrayList<>();
            for (int i = 0; i < 3000; i++) {
                collections.add(Sample.of(i, 1 + random.nextInt(100_000), nasty(random)));
            }
            for (String name :
                    List.of(
                            "<script>alert('x')</script>",
                            "]]> & &amp; <!-- -->",
                            "\u202eevil\u202c",
                            "👩‍👩‍👧 Familie",
                            "\u200b",
                            "山田太郎",
                            "//Slash//",
                            "ﬃ Ⅷ ½ ①",
                            "x".repeat(69) + "ß",
                            "A\u0300".repeat(300))) {
                collections.add(Sample.of(collections.size(), 100, name));
            }
            Document tree = BankRules.check(fileOf(collections.toArray(DirectDebit[]::new)));
            assertEquals(3010 + 2, BankRules.all(tree, "Nm").size(), () -> "seed " + seed);
        }

        private static String nasty(Random random) {
            StringBuilder name = new StringBuilder();
            int length = 1 + random.nextInt(120);
            for (int i = 0; i < length; i++) {
                int range = random.nextInt(4);
                int point =
                        switch (range) {
                            case 0 -> 32 + random.nextInt(96);
                            case 1 -> random.nextInt(0x600);
                            case 2 -> random.nextInt(0xD800);
                            default -> 0xE000 + random.nextInt(0x10FFFF - 0xE000);
                        };
                name.appendCodePoint(point);
            }
            return name.toString();
        }

        @Test
        void withALongHouseNumberKeepsItInTheStreet() throws Exception {
            DirectDebit.Debtor debtor =
                    new DirectDebit.Debtor(
                            "Ursina Beispiel",
                            new Iban("CH9300762011623852957"),
                            Optional.of("POFICHBEXXX"),
                            Optional.of(
                                    Sample.address(
                                            "Dorfstrasse", "12, Hinterhaus, links", "Chur")));
            Document tree = BankRules.check(fileOf(Sample.of(1, 100, debtor)));
            assertEquals(
                    List.of("Dorfstrasse 12, Hinterhaus, links"), BankRules.all(tree, "StrtNm"));
            assertEquals(List.of(), BankRules.all(tree, "BldgNb"));
        }
    }

    @Nested
    class AFileIsNeverCompleted {

        private final List<DirectDebit> collections = List.of(Sample.of(1, 100, "Erika"));
        private final Block block = Sample.block("B1", SequenceType.OOFF, collections);

        private DirectDebitFile begun(Totals totals) throws Exception {
            return DirectDebitFile.begin(
                    OutputStream.nullOutputStream(),
                    new FileHead(new SepaReference("M1"), NOW, "Beispiel Hilfe", totals));
        }

        @Test
        void whenABlockHoldsOtherThanItSays() throws Exception {
            DirectDebitFile file = begun(new Totals(1, 100));
            Iterator<DirectDebit> other = List.of(Sample.of(1, 101, "Erika")).iterator();
            assertThrows(IllegalStateException.class, () -> file.write(block, other));
        }

        @Test
        void whenTheBlocksAreNotTheWholeFile() throws Exception {
            DirectDebitFile file = begun(new Totals(2, 200));
            file.write(block, collections.iterator());
            assertThrows(IllegalStateException.class, file::end);
        }

        @Test
        void whenABlockComesTwice() throws Exception {
            DirectDebitFile file = begun(new Totals(2, 200));
            file.write(block, collections.iterator());
            assertThrows(
                    IllegalStateException.class, () -> file.write(block, collections.iterator()));
        }

        @Test
        void whenItIsEmpty() throws Exception {
            assertThrows(IllegalStateException.class, begun(Totals.NONE)::end);
        }
    }

    @Nested
    class NeitherIsThere {

        @ParameterizedTest
        @ValueSource(longs = {0, -1, 100_000_000_000L})
        void anAmountThatSepaDoesNotCollect(long cents) {
            assertThrows(IllegalArgumentException.class, () -> Sample.of(1, cents, "Erika"));
        }

        @Test
        void aDueDateOnWhichTargetIsClosed() {
            assertThrows(
                    IllegalArgumentException.class,
                    () ->
                            new Block(
                                    new SepaReference("B"),
                                    LocalDate.of(2026, 12, 25),
                                    SequenceType.OOFF,
                                    Sample.CREDITOR,
                                    new Totals(1, 1)));
        }

        @Test
        void anAccountOutsideTheEconomicAreaWithoutBicAndAddress() {
            assertThrows(
                    IllegalArgumentException.class,
                    () ->
                            new DirectDebit.Debtor(
                                    "Ursina",
                                    new Iban("CH9300762011623852957"),
                                    Optional.of("POFICHBEXXX"),
                                    Optional.empty()));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "/a",
                    "a/",
                    "a//b",
                    " a",
                    "a ",
                    "ä",
                    "a|b",
                    "a_b",
                    "a*b",
                    "123456789012345678901234567890123456"
                })
        void anIdentifierThatBanksRefuse(String text) {
            assertThrows(IllegalArgumentException.class, () -> new SepaReference(text));
        }
    }

    @Test
    void aHundredThousandCollectionsNeedNoMoreMemoryThanAHundred() throws Exception {
        int count = 100_000;
        Totals totals = new Totals(count, 100L * count);
        Block block =
                new Block(
                        new SepaReference("B1"),
                        Sample.DUE,
                        SequenceType.RCUR,
                        Sample.CREDITOR,
                        totals);
        long[] most = new long[1];
        Runtime memory = Runtime.getRuntime();
        Iterator<DirectDebit> cursor =
                IntStream.range(0, count)
                        .mapToObj(
                                i -> {
                                    if (i % 20_000 == 19_999) {
                                        System.gc();
                                        long used = memory.totalMemory() - memory.freeMemory();
                                        most[0] = i < 20_000 ? used : Math.max(most[0], used);
                                    }
                                    return Sample.of(i, 100, "Erika Beispiel");
                                })
                        .iterator();
        DirectDebitFile file =
                DirectDebitFile.begin(
                        OutputStream.nullOutputStream(),
                        new FileHead(new SepaReference("M1"), NOW, "Beispiel Hilfe", totals));
        System.gc();
        long before = memory.totalMemory() - memory.freeMemory();
        file.write(block, cursor);
        file.end();
        assertTrue(most[0] - before < 32_000_000, () -> most[0] - before + " bytes more");
    }
}

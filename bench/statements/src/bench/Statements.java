package bench;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.almoner.giving.PaymentMethod;
import org.almoner.money.Money;
import org.almoner.office.Jurisdiction;
import org.almoner.office.TaxNotice;
import org.almoner.office.TaxNoticeKind;
import org.almoner.statement.DocumentKind;
import org.almoner.statement.Issuer;
import org.almoner.statement.Recipient;
import org.almoner.statement.Signature;
import org.almoner.statement.StatementLine;
import org.almoner.statement.StatementMark;
import org.almoner.statement.StatementRecord;
import org.almoner.statement.WriteStatement;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;

/**
 * B4: German collective confirmations of two sheets and 24 gifts, one thread, against OpenHTMLtoPDF
 * with PDF/A-2a and PDF/UA-1, the same words and cut fonts. Both are held against veraPDF first.
 */
public final class Statements {

    private static final String[] NAMES = {
        "Dr. Erika Beispiel", "Max Muster", "Łukasz Ölçer", "Anne-Marie Beispielhaft", "Jörg Weiß"
    };

    private final Map<String, String> options;
    private final StringBuilder report = new StringBuilder();
    private final List<StatementRecord> records = new ArrayList<>();
    private final WriteStatement ours = new WriteStatement();
    private Yardstick yardstick;

    private Statements(Map<String, String> options) {
        this.options = options;
    }

    /** Arguments: options with values. */
    public static void main(String[] arguments) throws Exception {
        new Statements(options(arguments)).measure();
    }

    static Map<String, String> options(String[] arguments) {
        Map<String, String> options = new TreeMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            options.put(arguments[i].substring(2), arguments[i + 1]);
        }
        return options;
    }

    /** Writes a document. */
    interface Writer {
        void write(StatementRecord statement, ByteArrayOutputStream out) throws IOException;
    }

    private void measure() throws Exception {
        yardstick = new Yardstick();
        for (int i = 0; i < 100; i++) {
            records.add(record(i));
        }
        VeraGreenfieldFoundryProvider.initialise();
        check("Almoner", this::write, records.get(0), true);
        check("OpenHTMLtoPDF", yardstick::write, records.get(0), false);
        int number = number("documents", 20_000);
        int pairs = number("pairs", 5);
        say("Almoner %s, %s", options.getOrDefault("commit", "unknown"), LocalDate.now());
        say(
                "%d cores, Java %s, -Xmx%dm, one thread, two sheets, 24 gifts, no picture and no code",
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature(),
                Runtime.getRuntime().maxMemory() >> 20);
        run(this::write, records, number("warmup", 10_000));
        run(yardstick::write, records, number("warmup", 10_000) / 5);
        List<Double> ratios = new ArrayList<>();
        List<Double> byProcessor = new ArrayList<>();
        for (int pair = 1; pair <= pairs; pair++) {
            Rate mine = run(this::write, records, number / pairs);
            Rate theirs = run(yardstick::write, records, number / pairs / 10);
            ratios.add(mine.perSecond / theirs.perSecond);
            byProcessor.add(mine.perProcessorSecond / theirs.perProcessorSecond);
            say(
                    "pair %d: Almoner %5.0f/s (%5.0f by processor time), %d bytes; OpenHTMLtoPDF"
                            + " %4.0f/s (%4.0f), %d bytes; ratio %.2f (%.2f)",
                    pair,
                    mine.perSecond,
                    mine.perProcessorSecond,
                    mine.bytes,
                    theirs.perSecond,
                    theirs.perProcessorSecond,
                    theirs.bytes,
                    ratios.get(pair - 1),
                    byProcessor.get(pair - 1));
        }
        say("median ratio %.2f, by processor time %.2f", median(ratios), median(byProcessor));
        if (options.containsKey("record")) {
            Files.writeString(
                    Path.of(options.get("record")),
                    "\n## Statements (B4)\n\n```\n" + report + "```\n",
                    StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    private void say(String format, Object... values) {
        String line = String.format(Locale.ROOT, format, values);
        System.out.println(line);
        report.append(line).append('\n');
    }

    private int number(String option, int usual) {
        return Integer.parseInt(options.getOrDefault(option, Integer.toString(usual)));
    }

    static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(it -> it).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private void write(StatementRecord statement, ByteArrayOutputStream out) throws IOException {
        ours.write(statement, null, StatementMark.ORIGINAL, out);
    }

    /** How many documents in a second, and in a second of this thread's processor time. */
    record Rate(double perSecond, double perProcessorSecond, long bytes) {}

    static Rate run(Writer writer, List<StatementRecord> records, int number)
            throws IOException {
        var threads = ManagementFactory.getThreadMXBean();
        long processor = threads.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        long bytes = 0;
        ByteArrayOutputStream out = new ByteArrayOutputStream(100_000);
        for (int i = 0; i < number; i++) {
            out.reset();
            writer.write(records.get(i % records.size()), out);
            bytes += out.size();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        double used = (threads.getCurrentThreadCpuTime() - processor) / 1e9;
        return new Rate(number / seconds, number / used, bytes / number);
    }

    static void check(String who, Writer writer, StatementRecord statement, boolean mustConform)
            throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.write(statement, out);
        for (PDFAFlavour flavour : List.of(PDFAFlavour.PDFA_2_A, PDFAFlavour.PDFUA_1)) {
            try (PDFAParser parser =
                            Foundries.defaultInstance()
                                    .createParser(
                                            new ByteArrayInputStream(out.toByteArray()), flavour);
                    PDFAValidator validator =
                            Foundries.defaultInstance().createValidator(flavour, false)) {
                var result = validator.validate(parser);
                System.out.println(who + " " + flavour + " conforms: " + result.isCompliant());
                if (!result.isCompliant()) {
                    result.getTestAssertions().stream()
                            .filter(it -> it.getStatus().toString().equals("failed"))
                            .map(it -> it.getRuleId().getClause() + " " + it.getMessage())
                            .distinct()
                            .forEach(System.out::println);
                    if (mustConform) {
                        throw new IllegalStateException("Not measured: it does not conform");
                    }
                }
            }
        }
    }

    static StatementRecord record(int number) {
        List<StatementLine> lines =
                IntStream.range(0, 24).mapToObj(it -> line(number, it)).toList();
        Money total =
                Money.total(
                        lines.get(0).amount().currency(),
                        lines.stream().map(StatementLine::amount).toList());
        return new StatementRecord(
                String.format("DE-2026-%06d", number),
                DocumentKind.DE_COLLECTIVE,
                "de",
                LocalDate.of(2027, 1, 20),
                LocalDate.of(2026, 1, 1),
                LocalDate.of(2026, 12, 31),
                issuer(),
                new Recipient(
                        NAMES[number % NAMES.length],
                        null,
                        List.of("Musterweg " + number, "10115 Berlin"),
                        "DE"),
                lines,
                total,
                null,
                null,
                null);
    }

    private static StatementLine line(int number, int i) {
        return new StatementLine(
                new UUID(number, i),
                LocalDate.of(2026, 1 + i / 2, 1 + 14 * (i % 2)),
                PaymentMethod.SEPA_DIRECT_DEBIT,
                null,
                Money.of(2500 + 100L * ((number + i) % 40), "EUR"),
                false,
                false,
                true);
    }

    private static Issuer issuer() {
        return new Issuer(
                "DE",
                Jurisdiction.DE,
                "DE",
                "Beispiel Hilfe e.V.",
                List.of("Musterstr. 1", "10115 Berlin"),
                "Berlin",
                "https://de.example.org",
                List.of(),
                new TaxNotice(
                        TaxNoticeKind.FREISTELLUNGSBESCHEID,
                        "Musterstadt",
                        "27/640/12345",
                        LocalDate.of(2024, 5, 14),
                        Optional.of("2020 bis 2022"),
                        "der Entwicklungszusammenarbeit (§ 52 Abs. 2 Satz 1 Nr. 15 AO)",
                        LocalDate.of(2024, 5, 21)),
                false,
                new Signature(
                        Signature.Mode.HAND, "Karla Muster", "Vorstand", null, null, null));
    }
}

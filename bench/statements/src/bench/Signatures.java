package bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.almoner.pdf.PdfSigner;
import org.almoner.signature.MeasuredKeys;
import org.almoner.statement.StatementMark;
import org.almoner.statement.StatementPrint;
import org.almoner.statement.StatementRecord;
import org.almoner.statement.WriteStatement;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;

/**
 * What an electronic signature costs: the documents of B4 without one and under keys of several
 * kinds, one thread, in turns. Each kind is held against veraPDF first.
 */
public final class Signatures {

    private static final Instant AT = Instant.parse("2027-01-20T10:00:00Z");

    private final List<StatementRecord> records = new ArrayList<>();
    private final WriteStatement write = new WriteStatement();
    private final Map<String, List<Statements.Rate>> rates = new LinkedHashMap<>();
    private final StringBuilder report = new StringBuilder();

    /** Arguments: options with values. */
    public static void main(String[] arguments) throws Exception {
        new Signatures().measure(Statements.options(arguments));
    }

    private Statements.Writer writer(PdfSigner signer) {
        return (statement, out) -> write(statement, signer, out);
    }

    private void write(StatementRecord statement, PdfSigner signer, ByteArrayOutputStream out)
            throws IOException {
        write.write(
                statement, new StatementPrint(StatementMark.ORIGINAL, null, signer, AT), out);
    }

    private void measure(Map<String, String> options) throws Exception {
        for (int i = 0; i < 100; i++) {
            records.add(Statements.record(i));
        }
        int turns = Integer.parseInt(options.getOrDefault("pairs", "5"));
        int number = Integer.parseInt(options.getOrDefault("documents", "20000")) / turns;
        int warmup = Integer.parseInt(options.getOrDefault("warmup", "10000"));
        Map<String, Statements.Writer> all = new LinkedHashMap<>();
        all.put("unsigned", writer(null));
        all.put("EC P-256", writer(MeasuredKeys.of("EC", 256)));
        all.put("RSA 2048", writer(MeasuredKeys.of("RSA", 2048)));
        all.put("RSA 3072", writer(MeasuredKeys.of("RSA", 3072)));
        VeraGreenfieldFoundryProvider.initialise();
        for (Map.Entry<String, Statements.Writer> one : all.entrySet()) {
            Statements.check(one.getKey(), one.getValue(), records.get(0), true);
            Statements.run(one.getValue(), records, warmup / all.size());
            rates.put(one.getKey(), new ArrayList<>());
        }
        for (int turn = 0; turn < turns; turn++) {
            for (Map.Entry<String, Statements.Writer> one : all.entrySet()) {
                rates.get(one.getKey()).add(Statements.run(one.getValue(), records, number));
            }
        }
        tell(options, turns, number);
    }

    private void tell(Map<String, String> options, int turns, int number) throws IOException {
        say("Almoner %s, %s", options.getOrDefault("commit", "unknown"), LocalDate.now());
        say(
                "%d cores, Java %s, -Xmx%dm, one thread, two sheets, 24 gifts; %d turns of %d documents",
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature(),
                Runtime.getRuntime().maxMemory() >> 20,
                turns,
                number);
        double plain = median("unsigned");
        for (String name : rates.keySet()) {
            say(
                    "%s: %5.0f/s, %5.0f by processor time (median), %.2f ms a document, %.2f times"
                            + " unsigned, %d bytes",
                    name,
                    Statements.median(
                            rates.get(name).stream().map(Statements.Rate::perSecond).toList()),
                    median(name),
                    1_000 / median(name),
                    plain / median(name),
                    rates.get(name).get(0).bytes());
        }
        if (options.containsKey("record")) {
            Files.writeString(
                    Path.of(options.get("record")),
                    "\n## Signatures of statements\n\n```\n" + report + "```\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }

    private double median(String name) {
        return Statements.median(
                rates.get(name).stream().map(Statements.Rate::perProcessorSecond).toList());
    }

    private void say(String format, Object... values) {
        String line = String.format(Locale.ROOT, format, values);
        System.out.println(line);
        report.append(line).append('\n');
    }
}

package bench;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.util.XRLog;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Properties;
import org.almoner.money.AmountInWords;
import org.almoner.money.MoneyFormat;
import org.almoner.statement.StatementLine;
import org.almoner.statement.StatementRecord;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TTFSubsetter;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/** The same form as HTML, turned into PDF by OpenHTMLtoPDF with fonts cut to Latin letters. */
final class Yardstick {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

    private final byte[] regular =
            cut("/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf");
    private final byte[] bold = cut("/liberation/LiberationSans-Bold.ttf");
    private final byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    private final Properties law = new Properties();

    Yardstick() throws IOException {
        XRLog.setLoggingEnabled(false);
        try (InputStream in =
                Yardstick.class.getResourceAsStream("/messages/statement-law.properties")) {
            law.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
    }

    private static byte[] cut(String font) throws IOException {
        try (InputStream in = Yardstick.class.getResourceAsStream(font)) {
            TTFSubsetter subset =
                    new TTFSubsetter(new TTFParser().parse(new RandomAccessReadBuffer(in)));
            for (int letter = 0x20; letter < 0x180; letter++) {
                subset.add(letter);
            }
            subset.add('–');
            subset.add('·');
            subset.add('□');
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            subset.writeToStream(out);
            return out.toByteArray();
        }
    }

    void write(StatementRecord statement, ByteArrayOutputStream out) throws IOException {
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.usePdfAConformance(PdfAConformance.PDFA_2_A);
        builder.usePdfUaAccessibility(true);
        builder.useColorProfile(profile);
        builder.useFont(
                () -> new ByteArrayInputStream(regular),
                "Liberation",
                400,
                FontStyle.NORMAL,
                true,
                EnumSet.of(
                        com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FSFontUseCase
                                .DOCUMENT));
        builder.useFont(
                () -> new ByteArrayInputStream(bold),
                "Liberation",
                700,
                FontStyle.NORMAL,
                true,
                EnumSet.of(
                        com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FSFontUseCase
                                .DOCUMENT));
        builder.withHtmlContent(html(statement), null);
        builder.toStream(out);
        builder.run();
    }

    private String law(String key) {
        return law.getProperty(key);
    }

    private String html(StatementRecord it) {
        StringBuilder html = new StringBuilder(8192);
        html.append(HEAD.replace("{title}", law("DE_COLLECTIVE.title")));
        html.append("<p><b>").append(it.issuer().legalName()).append("</b><br/>");
        html.append(String.join(", ", it.issuer().address())).append("</p><h1>");
        html.append(law("DE_COLLECTIVE.title")).append("</h1>");
        p(html, law("DE.sense"));
        p(html, law("DE.donor"));
        p(
                html,
                it.recipient().name() + "<br/>" + String.join("<br/>", it.recipient().address()));
        p(html, "Laufende Nr. " + it.number());
        html.append("<table><thead><tr><th>").append(law("DE_COLLECTIVE.digits"));
        html.append("</th><th>").append(law("DE_COLLECTIVE.letters")).append("</th><th>");
        html.append(law("DE_COLLECTIVE.day")).append("</th></tr></thead><tbody><tr><td>");
        html.append(MoneyFormat.format(it.total(), Locale.GERMANY)).append("</td><td>");
        html.append(AmountInWords.of(it.total(), Locale.GERMAN)).append("</td><td>");
        html.append(DAY.format(it.from())).append(" - ").append(DAY.format(it.to()));
        html.append("</td></tr></tbody></table>");
        p(html, "Wir " + law("DE.exempt").substring(6));
        p(html, law("DE.use"));
        p(html, law("DE.once"));
        p(html, law("DE.waivers"));
        p(html, "Berlin, " + DAY.format(it.issuedOn()));
        p(html, law("DE.signed"));
        p(html, "<b>" + law("DE.note") + "</b>");
        p(html, law("DE.liability"));
        p(html, law("DE.validity"));
        annex(html, it);
        return html.append("</body></html>").toString();
    }

    private void annex(StringBuilder html, StatementRecord it) {
        html.append("<h2>").append(law("DE.annex").replace("{day}", DAY.format(it.issuedOn())));
        html.append("</h2><table><thead><tr>");
        for (String column : new String[] {"day", "kind", "waiver", "amount"}) {
            html.append("<th>").append(law("DE.column." + column)).append("</th>");
        }
        html.append("</tr></thead><tbody>");
        for (StatementLine line : it.lines()) {
            html.append("<tr><td>").append(DAY.format(line.day())).append("</td><td>");
            html.append(law("DE.kind")).append("</td><td>").append(law("DE.no"));
            html.append("</td><td>").append(MoneyFormat.format(line.amount(), Locale.GERMANY));
            html.append("</td></tr>");
        }
        html.append("<tr><td><b>").append(law("DE.sum")).append("</b></td><td></td><td></td><td>");
        html.append(MoneyFormat.format(it.total(), Locale.GERMANY));
        html.append("</td></tr></tbody></table>");
    }

    private static void p(StringBuilder html, String text) {
        html.append("<p>").append(text).append("</p>");
    }

    private static final String HEAD =
            """
            <html lang="de"><head><title>{title}</title><meta name="description" content="{title}"/>
            <meta name="subject" content="{title}"/><meta name="author" content="Almoner"/><style>
            @page { size: A4; margin: 20mm 20mm 20mm 25mm;
              @bottom-right { content: "Seite " counter(page) " von " counter(pages);
                font-family: Liberation; font-size: 7.5pt } }
            body { font-family: Liberation; font-size: 9.5pt } h1 { font-size: 14pt }
            h2 { font-size: 13pt; page-break-before: always }
            table { width: 100%; border-collapse: collapse; -fs-table-paginate: paginate }
            th { text-align: left; border-bottom: 1pt solid black } td { border-bottom: 0.3pt solid #999 }
            </style></head><body>
            """;
}

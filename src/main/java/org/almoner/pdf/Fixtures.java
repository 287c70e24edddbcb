package org.almoner.pdf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;

/** What every document has and no reader sees: what its colours mean, and what it conforms to. */
final class Fixtures {

    private static final int HEADER = 128;
    private static final int FIXED = 65536;

    /** The primaries as seen under D50, which ICC profiles are about. */
    private static final double[][] COLOURS = {
        {0.9642, 1, 0.8249},
        {0.43607, 0.22249, 0.01392},
        {0.38515, 0.71687, 0.09708},
        {0.14307, 0.06061, 0.7141}
    };

    private static final double[] ADAPTATION = {
        1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168
    };

    private static final double[] CURVE = {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};

    private static final String[] TAGS = {
        "desc", "cprt", "wtpt", "rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC", "chad"
    };

    /** sRGB, made here from its definition (IEC 61966-2-1) as an ICC profile of version 4. */
    static final byte[] SRGB_DEFLATED = Deflate.once(profile());

    private Fixtures() {}

    private static byte[] profile() {
        byte[] curve = fixed("para", 3 << 16, CURVE);
        byte[][] values = {
            words("sRGB"),
            words("CC0"),
            fixed("XYZ ", null, COLOURS[0]),
            fixed("XYZ ", null, COLOURS[1]),
            fixed("XYZ ", null, COLOURS[2]),
            fixed("XYZ ", null, COLOURS[3]),
            curve,
            curve,
            curve,
            fixed("sf32", null, ADAPTATION)
        };
        ByteBuffer file = ByteBuffer.allocate(1024);
        file.position(HEADER + 4 + 12 * TAGS.length);
        file.putInt(HEADER, TAGS.length);
        int lastCurve = 0;
        for (int i = 0; i < TAGS.length; i++) {
            boolean isRepeated = values[i] == curve && lastCurve > 0;
            int at = isRepeated ? lastCurve : file.position();
            file.put(HEADER + 4 + 12 * i, TAGS[i].getBytes(StandardCharsets.US_ASCII));
            file.putInt(HEADER + 8 + 12 * i, at).putInt(HEADER + 12 + 12 * i, values[i].length);
            if (!isRepeated) {
                file.put(values[i]);
            }
            lastCurve = values[i] == curve ? at : lastCurve;
        }
        byte[] bytes = new byte[file.position()];
        header(file, bytes.length);
        file.get(0, bytes);
        return bytes;
    }

    private static void header(ByteBuffer file, int length) {
        file.putInt(0, length).putInt(8, 0x04200000);
        file.put(12, "mntrRGB XYZ ".getBytes(StandardCharsets.US_ASCII));
        file.putShort(24, (short) 2026).putShort(26, (short) 1).putShort(28, (short) 1);
        file.put(36, "acsp".getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < 3; i++) {
            file.putInt(68 + 4 * i, (int) Math.round(COLOURS[0][i] * FIXED));
        }
    }

    private static byte[] fixed(String type, Integer kind, double[] numbers) {
        ByteBuffer value = ByteBuffer.allocate(8 + (kind == null ? 0 : 4) + 4 * numbers.length);
        value.put(type.getBytes(StandardCharsets.US_ASCII)).putInt(0);
        if (kind != null) {
            value.putInt(kind);
        }
        for (double number : numbers) {
            value.putInt((int) Math.round(number * FIXED));
        }
        return value.array();
    }

    /** Some words in English ("multi-localized Unicode"). */
    private static byte[] words(String words) {
        byte[] text = words.getBytes(StandardCharsets.UTF_16BE);
        ByteBuffer value = ByteBuffer.allocate(28 + (text.length + 3 & ~3));
        value.put("mluc".getBytes(StandardCharsets.US_ASCII)).putInt(0).putInt(1).putInt(12);
        value.put("enUS".getBytes(StandardCharsets.US_ASCII)).putInt(text.length).putInt(28);
        value.put(text);
        return value.array();
    }

    /** The document's metadata (XMP), which claim PDF/A-2a and PDF/UA-1. */
    static byte[] metadata(PdfDetails about) {
        String day = DateTimeFormatter.ISO_LOCAL_DATE.format(about.made());
        String[] values = {escaped(about.title()), about.language().toLanguageTag(), day, day, ""};
        StringBuilder filled = new StringBuilder(4096);
        for (int i = 0; i < PARTS.length; i++) {
            filled.append(PARTS[i]).append(values[i]);
        }
        return filled.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static final String METADATA =
            """
            <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
             xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
            <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:title>
            <dc:language><rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag></dc:language>
            <xmp:CreateDate>{}T00:00:00Z</xmp:CreateDate>
            <xmp:ModifyDate>{}T00:00:00Z</xmp:ModifyDate>
            <pdf:Producer>Almoner</pdf:Producer>
            <pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
            </rdf:Description>
            <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
             xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
            <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
            <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
            <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
            <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
            <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
            <pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
            <pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
            </rdf:li></rdf:Seq></pdfaSchema:property>
            </rdf:li></rdf:Bag></pdfaExtension:schemas>
            </rdf:Description></rdf:RDF></x:xmpmeta>
            <?xpacket end="w"?>
            """;

    /** What stands between title, language, and the day twice. */
    private static final String[] PARTS = METADATA.split("\\{}");
}

package org.almoner.pdf;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkInfo;
import org.apache.pdfbox.pdmodel.graphics.color.PDOutputIntent;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;

/** What every document has and no reader sees: what its colours mean, and what it conforms to. */
final class Fixtures {

    private static final String MAKER = "Almoner";
    private static final Prepared COLOURS = colours();

    private Fixtures() {}

    /** Colours are those of sRGB, as the profile of the Java platform defines it. */
    private static Prepared colours() {
        byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
        try (PDDocument scratch = new PDDocument()) {
            PDOutputIntent intent = new PDOutputIntent(scratch, new ByteArrayInputStream(profile));
            intent.setOutputConditionIdentifier("sRGB");
            intent.setInfo("sRGB");
            return new Prepared(intent.getCOSObject());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Adds them. */
    static void addTo(PDDocument document, PdfDetails about) throws IOException {
        PDDocumentCatalog catalog = document.getDocumentCatalog();
        catalog.setLanguage(about.language().toLanguageTag());
        PDMarkInfo marked = new PDMarkInfo();
        marked.setMarked(true);
        catalog.setMarkInfo(marked);
        PDViewerPreferences preferences = new PDViewerPreferences();
        preferences.setDisplayDocTitle(true);
        catalog.setViewerPreferences(preferences);
        catalog.setOutputIntents(
                List.of(new PDOutputIntent(COLOURS.copyFor(document.getDocument()))));
        catalog.setMetadata(new PDMetadata(document, new ByteArrayInputStream(metadata(about))));
        PDDocumentInformation information = new PDDocumentInformation();
        information.setTitle(about.title());
        information.setProducer(MAKER);
        String day = "D:" + DateTimeFormatter.BASIC_ISO_DATE.format(about.made()) + "000000Z";
        information.getCOSObject().setString(COSName.CREATION_DATE, day);
        information.getCOSObject().setString(COSName.MOD_DATE, day);
        document.setDocumentInformation(information);
    }

    /** The document's metadata (XMP), which claim PDF/A-2a and PDF/UA-1. */
    private static byte[] metadata(PdfDetails about) {
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

    private static final String XMP =
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
    private static final String[] PARTS = XMP.split("\\{}");
}

package org.almoner.export;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads the cells of a workbook's only sheet, and refuses formulas. */
final class SheetReader {

    private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private SheetReader() {}

    /**
     * A cell.
     *
     * @param type {@code inlineStr}, or {@code null} for a number
     */
    record Cell(String reference, String type, String style, String value) {}

    static List<List<Cell>> rows(byte[] workbook) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(workbook))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals("xl/worksheets/sheet1.xml")) {
                    return sheet(new ByteArrayInputStream(zip.readAllBytes()));
                }
            }
        } catch (XMLStreamException broken) {
            throw new IOException(broken);
        }
        throw new IOException("There is no sheet");
    }

    private static List<List<Cell>> sheet(InputStream in) throws XMLStreamException {
        XMLStreamReader xml = XMLInputFactory.newFactory().createXMLStreamReader(in, "UTF-8");
        List<List<Cell>> rows = new ArrayList<>();
        String[] cell = null;
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "row" -> rows.add(new ArrayList<>());
                case "c" ->
                        cell =
                                new String[] {
                                    xml.getAttributeValue(null, "r"),
                                    xml.getAttributeValue(null, "t"),
                                    xml.getAttributeValue(null, "s")
                                };
                case "t", "v" ->
                        rows.get(rows.size() - 1)
                                .add(
                                        new Cell(
                                                cell[0],
                                                cell[1],
                                                cell[2],
                                                unescaped(xml.getElementText())));
                case "f" -> throw new AssertionError("A formula in " + cell[0]);
                default -> {
                    // Only cells are of interest.
                }
            }
        }
        return rows;
    }

    /** As spreadsheets read it. */
    private static String unescaped(String text) {
        return ESCAPED.matcher(text)
                .replaceAll(
                        found ->
                                java.util.regex.Matcher.quoteReplacement(
                                        String.valueOf(
                                                (char) Integer.parseInt(found.group(1), 16))));
    }
}

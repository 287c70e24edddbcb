package org.almoner.payment.sepa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.almoner.time.BusinessCalendar;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * What a bank checks in a pain.008.001.08 beyond the schema, written from the rules and not from
 * the writer: characters, identifiers, sums, days, addresses.
 */
final class BankRules {

    private static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.008.001.08";
    private static final String CHARACTERS = "[A-Za-z0-9':?,\\-(+.)/ ]*";
    private static final String IDENTIFIER = "[A-Za-z0-9+?/\\-:().,' ]{1,35}";
    private static final String CREDITOR_IDENTIFIER =
            "[a-zA-Z]{2}[0-9]{2}[A-Za-z0-9+?/\\-:().,' ]{3}[A-Za-z0-9+?/\\-:().,' ]{1,28}";
    private static final String IBAN = "[A-Z]{2}[0-9]{2}[a-zA-Z0-9]{1,30}";
    private static final Schema SCHEMA = schema();

    private BankRules() {}

    private static Schema schema() {
        try {
            return SchemaFactory.newInstance("http://www.w3.org/2001/XMLSchema")
                    .newSchema(BankRules.class.getResource("/pain.008.001.08.xsd"));
        } catch (org.xml.sax.SAXException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** Fails with what is wrong; gives the file's tree when it is right. */
    static Document check(byte[] file) throws Exception {
        SCHEMA.newValidator().validate(new StreamSource(new ByteArrayInputStream(file)));
        assertTrue(file[0] == '<', "no byte order mark");
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Document tree = factory.newDocumentBuilder().parse(new ByteArrayInputStream(file));
        assertEquals(NAMESPACE, tree.getDocumentElement().getNamespaceURI());
        characters(new String(file, StandardCharsets.UTF_8), tree);
        identifiers(tree);
        sums(tree);
        addresses(tree);
        all(tree, "ReqdColltnDt")
                .forEach(day -> assertTrue(BusinessCalendar.isTargetDay(LocalDate.parse(day))));
        assertEquals(all(tree, "PmtInf").size(), all(tree, "LclInstrm").size());
        return tree;
    }

    private static void characters(String file, Document tree) {
        assertTrue(file.chars().allMatch(it -> it == '\n' || it >= 32 && it < 127), "ASCII only");
        for (String name : List.of("Nm", "Ustrd", "StrtNm", "BldgNb", "PstCd", "TwnNm")) {
            int longest = name.equals("Ustrd") ? 140 : 70;
            for (String text : all(tree, name)) {
                assertTrue(text.matches(CHARACTERS), name + " has a foreign character: " + text);
                assertTrue(!text.isBlank() && text.length() <= longest, name + ": " + text);
                assertEquals(text.strip(), text);
            }
        }
        all(tree, "InstdAmt").forEach(it -> assertTrue(it.matches("[0-9]{1,9}\\.[0-9]{2}"), it));
    }

    private static void identifiers(Document tree) {
        Set<String> seen = new HashSet<>();
        for (String name : List.of("MsgId", "PmtInfId", "EndToEndId", "MndtId")) {
            for (String value : all(tree, name)) {
                assertTrue(value.matches(IDENTIFIER), name + ": " + value);
                assertTrue(!value.startsWith("/") && !value.endsWith("/") && !value.contains("//"));
                assertTrue(name.equals("MndtId") || seen.add(name + value), "twice: " + value);
            }
        }
        all(tree, "IBAN").forEach(it -> assertTrue(it.matches(IBAN), it));
        elements(tree.getDocumentElement(), "CdtrSchmeId")
                .forEach(
                        scheme -> {
                            String value = text(scheme, "Id", "PrvtId", "Othr", "Id");
                            assertTrue(value.matches(CREDITOR_IDENTIFIER), value);
                            assertEquals(
                                    "SEPA",
                                    text(scheme, "Id", "PrvtId", "Othr", "SchmeNm", "Prtry"));
                        });
    }

    private static void sums(Document tree) {
        Element file = elements(tree.getDocumentElement(), "CstmrDrctDbtInitn").get(0);
        sum(child(file, "GrpHdr"), elements(file, "InstdAmt"));
        for (Element block : elements(file, "PmtInf")) {
            sum(block, elements(block, "InstdAmt"));
            assertEquals("SEPA", text(block, "PmtTpInf", "SvcLvl", "Cd"));
            assertEquals("CORE", text(block, "PmtTpInf", "LclInstrm", "Cd"));
        }
    }

    private static void sum(Element head, List<Element> amounts) {
        BigDecimal sum =
                amounts.stream()
                        .map(Element::getTextContent)
                        .map(BigDecimal::new)
                        .reduce(new BigDecimal("0.00"), BigDecimal::add);
        assertEquals(sum, new BigDecimal(text(head, "CtrlSum")));
        assertEquals(amounts.size(), Integer.parseInt(text(head, "NbOfTxs")));
        assertTrue(amounts.stream().allMatch(it -> it.getAttribute("Ccy").equals("EUR")));
    }

    private static void addresses(Document tree) {
        assertEquals(List.of(), all(tree, "AdrLine"));
        for (Element debit : elements(tree.getDocumentElement(), "DrctDbtTxInf")) {
            for (Element address : elements(debit, "PstlAdr")) {
                assertTrue(!text(address, "TwnNm").isEmpty());
                assertTrue(text(address, "Ctry").matches("[A-Z]{2}"));
            }
            String country = text(debit, "DbtrAcct", "Id", "IBAN").substring(0, 2);
            if (Set.of("CH", "GB", "MC", "SM", "VA", "AD").contains(country)) {
                assertEquals(1, elements(debit, "PstlAdr").size(), "address outside the EEA");
                assertEquals(1, elements(debit, "BICFI").size(), "BIC outside the EEA");
            }
        }
    }

    static List<String> all(Document tree, String name) {
        return elements(tree.getDocumentElement(), name).stream()
                .map(Element::getTextContent)
                .toList();
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList found = parent.getElementsByTagNameNS(NAMESPACE, name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static Element child(Element parent, String name) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (name.equals(node.getLocalName())) {
                return (Element) node;
            }
        }
        throw new AssertionError(parent.getLocalName() + " lacks " + name);
    }

    private static String text(Element parent, String... path) {
        return Stream.of(path)
                .reduce(parent, BankRules::child, (first, second) -> second)
                .getTextContent();
    }
}

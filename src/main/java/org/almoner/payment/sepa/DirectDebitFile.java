package org.almoner.payment.sepa;

import com.fasterxml.aalto.stax.OutputFactoryImpl;
import java.io.OutputStream;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.almoner.donor.PostalAddress;

/**
 * Writes collections as pain.008.001.08 (ISO 20022, SEPA Core) in the order the schema demands,
 * from a cursor and in constant memory. The same collections give the same bytes. What was promised
 * in the heads is counted again: a file whose sums are wrong is never completed.
 */
final class DirectDebitFile {

    private static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.008.001.08";
    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
    private static final int NAME = 70;
    private static final int PURPOSE = 140;
    private static final int SHORT = 16;
    private static final int TOWN = 35;

    private static final XMLOutputFactory XML = new OutputFactoryImpl();

    private final XMLStreamWriter out;
    private final FileHead head;
    private final Set<String> blocks = new HashSet<>();
    private Totals written = Totals.NONE;
    private Block present;
    private Totals counted = Totals.NONE;

    private DirectDebitFile(XMLStreamWriter out, FileHead head) {
        this.out = out;
        this.head = head;
    }

    /** Begins a file; the stream is neither flushed nor closed before {@link #end}. */
    static DirectDebitFile begin(OutputStream bytes, FileHead head) throws XMLStreamException {
        DirectDebitFile file = new DirectDebitFile(XML.createXMLStreamWriter(bytes, "UTF-8"), head);
        file.writeHead();
        return file;
    }

    private void writeHead() throws XMLStreamException {
        out.writeStartDocument("UTF-8", "1.0");
        line();
        out.writeStartElement("Document");
        out.writeDefaultNamespace(NAMESPACE);
        open("CstmrDrctDbtInitn");
        line();
        open("GrpHdr");
        text("MsgId", head.message().value());
        text("CreDtTm", INSTANT.format(head.createdAt().truncatedTo(ChronoUnit.SECONDS)));
        totals(head.totals());
        open("InitgPty");
        text("Nm", SepaText.required(head.initiator(), NAME));
        close(2);
    }

    /**
     * Writes a block with its collections.
     *
     * @throws IllegalStateException when they are not as many, or not as much, as the block says
     */
    void write(Block block, Iterator<DirectDebit> collections) throws XMLStreamException {
        begin(block);
        while (collections.hasNext()) {
            add(collections.next());
        }
        endBlock();
    }

    /**
     * Begins a block; {@link #add} and {@link #endBlock} follow.
     *
     * @throws IllegalStateException when the file has one of that id
     */
    void begin(Block block) throws XMLStreamException {
        if (!blocks.add(block.id().value())) {
            throw new IllegalStateException("The file has two blocks " + block.id());
        }
        writeHead(block);
        present = block;
        counted = Totals.NONE;
    }

    /** Writes a collection into the block that was begun. */
    void add(DirectDebit collection) throws XMLStreamException {
        write(collection);
        counted = counted.plus(collection.cents());
    }

    /**
     * Ends the block that was begun.
     *
     * @throws IllegalStateException when its collections are not as many, or not as much, as it
     *     says
     */
    void endBlock() throws XMLStreamException {
        line();
        close(1);
        if (counted.count() == 0 || !counted.equals(present.totals())) {
            throw new IllegalStateException(
                    "Block "
                            + present.id()
                            + " says "
                            + present.totals()
                            + " and holds "
                            + counted);
        }
        written = written.plus(counted);
    }

    /**
     * Ends the file.
     *
     * @throws IllegalStateException when it does not hold what its head says
     */
    void end() throws XMLStreamException {
        if (written.count() == 0 || !written.equals(head.totals())) {
            throw new IllegalStateException(
                    "The file says " + head.totals() + " and holds " + written);
        }
        line();
        out.writeEndDocument();
        out.close();
    }

    private void writeHead(Block block) throws XMLStreamException {
        line();
        open("PmtInf");
        text("PmtInfId", block.id().value());
        text("PmtMtd", "DD");
        text("BtchBookg", "true");
        totals(block.totals());
        open("PmtTpInf");
        code("SvcLvl", "SEPA");
        code("LclInstrm", "CORE");
        text("SeqTp", block.sequence().name());
        close(1);
        text("ReqdColltnDt", block.due().toString());
        Creditor creditor = block.creditor();
        open("Cdtr");
        text("Nm", SepaText.required(creditor.name(), NAME));
        close(1);
        account("CdtrAcct", creditor.account().value());
        bank("CdtrAgt", creditor.bic());
        text("ChrgBr", "SLEV");
        open("CdtrSchmeId", "Id", "PrvtId", "Othr");
        text("Id", creditor.identifier());
        open("SchmeNm");
        text("Prtry", "SEPA");
        close(5);
    }

    private void write(DirectDebit collection) throws XMLStreamException {
        line();
        open("DrctDbtTxInf", "PmtId");
        text("EndToEndId", collection.endToEnd().value());
        close(1);
        out.writeStartElement("InstdAmt");
        out.writeAttribute("Ccy", "EUR");
        out.writeCharacters(amount(collection.cents()));
        close(1);
        open("DrctDbtTx", "MndtRltdInf");
        text("MndtId", collection.mandate().reference().value());
        text("DtOfSgntr", collection.mandate().signedOn().toString());
        close(2);
        DirectDebit.Debtor debtor = collection.debtor();
        bank("DbtrAgt", debtor.bic());
        open("Dbtr");
        text("Nm", SepaText.required(debtor.holder(), NAME));
        if (debtor.address().isPresent()) {
            address(debtor.address().get());
        }
        close(1);
        account("DbtrAcct", debtor.account().value());
        code("Purp", "CHAR");
        String purpose = SepaText.of(collection.purpose(), PURPOSE);
        if (!purpose.isEmpty()) {
            open("RmtInf");
            text("Ustrd", purpose);
            close(1);
        }
        close(1);
    }

    /** Structured: town and country must be there, lines of free text are no longer taken. */
    private void address(PostalAddress address) throws XMLStreamException {
        String number =
                address.houseNumber() == null ? "" : SepaText.of(address.houseNumber(), NAME);
        String street = SepaText.of(address.street(), NAME);
        open("PstlAdr");
        if (number.length() > SHORT) {
            optional("StrtNm", SepaText.of(street + " " + number, NAME));
        } else {
            optional("StrtNm", street);
            optional("BldgNb", number);
        }
        optional("PstCd", address.postcode() == null ? "" : SepaText.of(address.postcode(), SHORT));
        text("TwnNm", SepaText.required(address.town(), TOWN));
        text("Ctry", address.country());
        close(1);
    }

    private void totals(Totals totals) throws XMLStreamException {
        text("NbOfTxs", Long.toString(totals.count()));
        text("CtrlSum", amount(totals.cents()));
    }

    private static String amount(long cents) {
        long rest = cents % 100;
        return cents / 100 + (rest < 10 ? ".0" : ".") + rest;
    }

    private void account(String role, String iban) throws XMLStreamException {
        open(role, "Id");
        text("IBAN", iban);
        close(2);
    }

    private void bank(String role, Optional<String> bic) throws XMLStreamException {
        open(role, "FinInstnId");
        if (bic.isPresent()) {
            text("BICFI", bic.get());
        } else {
            open("Othr");
            text("Id", "NOTPROVIDED");
            close(1);
        }
        close(2);
    }

    private void code(String name, String code) throws XMLStreamException {
        open(name);
        text("Cd", code);
        close(1);
    }

    private void optional(String name, String value) throws XMLStreamException {
        if (!value.isEmpty()) {
            text(name, value);
        }
    }

    private void text(String name, String value) throws XMLStreamException {
        out.writeStartElement(name);
        out.writeCharacters(value);
        out.writeEndElement();
    }

    private void open(String... names) throws XMLStreamException {
        for (String name : names) {
            out.writeStartElement(name);
        }
    }

    private void close(int count) throws XMLStreamException {
        for (int i = 0; i < count; i++) {
            out.writeEndElement();
        }
    }

    private void line() throws XMLStreamException {
        out.writeCharacters("\n");
    }
}

package org.almoner.bankfile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.almoner.money.Money;

/** Reads one movement of an entry. */
final class DetailReader {

    private final XmlCursor xml;
    private final CamtPart.Entry entry;
    private final Map<String, String> references = new HashMap<>();
    private Money amount;
    private Money instructed;
    private boolean credit;
    private CamtPart.Party debtor = CamtPart.Party.UNKNOWN;
    private CamtPart.Party creditor = CamtPart.Party.UNKNOWN;
    private final List<String> unstructured = new ArrayList<>();
    private String creditorReference;
    private CamtPart.Reason returned;
    private final List<CamtPart.Charge> charges = new ArrayList<>();

    DetailReader(XmlCursor xml, CamtPart.Entry entry) {
        this.xml = xml;
        this.entry = entry;
        this.credit = entry.credit();
    }

    CamtPart.Detail read() throws BankFileRefused {
        xml.children(this::field);
        return detail();
    }

    private CamtPart.Detail detail() {
        return new CamtPart.Detail(
                new CamtPart.References(
                        reference("EndToEndId"),
                        reference("MndtId"),
                        reference("InstrId"),
                        reference("TxId"),
                        reference("PmtInfId"),
                        reference("AcctSvcrRef")),
                Optional.ofNullable(amount),
                Optional.ofNullable(instructed),
                credit,
                debtor,
                creditor,
                List.copyOf(unstructured),
                Optional.ofNullable(creditorReference).filter(it -> !it.isEmpty()),
                Optional.ofNullable(returned),
                List.copyOf(charges));
    }

    private void field(String name) throws BankFileRefused {
        switch (name) {
            case "Refs" -> xml.children(this::referenceField);
            case "Amt" -> amount = Values.amount(xml);
            case "CdtDbtInd" -> credit = Values.isCredit(xml);
            case "AmtDtls" -> amounts();
            case "RltdPties" -> parties();
            case "RmtInf" -> remittance();
            case "RtrInf" -> returned = Reasons.reason(xml);
            case "Chrgs" -> charges();
            default -> xml.skip();
        }
    }

    private void referenceField(String name) throws BankFileRefused {
        if (name.equals("Prtry")) {
            xml.skip();
        } else {
            references.put(name, xml.text());
        }
    }

    private Optional<String> reference(String name) {
        return Optional.ofNullable(references.get(name))
                .filter(it -> !it.isEmpty() && !it.equals("NOTPROVIDED"));
    }

    /** Where .02 gives no {@code Amt}, the amount of the transaction stands here. */
    private void amounts() throws BankFileRefused {
        xml.children(
                name -> {
                    switch (name) {
                        case "InstdAmt" -> xml.only("Amt", it -> instructed = Values.amount(xml));
                        case "TxAmt" ->
                                xml.only(
                                        "Amt",
                                        it -> {
                                            Money told = Values.amount(xml);
                                            amount = amount == null ? told : amount;
                                        });
                        default -> xml.skip();
                    }
                });
    }

    private void parties() throws BankFileRefused {
        xml.children(
                name -> {
                    switch (name) {
                        case "Dbtr" ->
                                debtor = new CamtPart.Party(Parties.name(xml), debtor.account());
                        case "DbtrAcct" -> debtor = new CamtPart.Party(debtor.name(), account());
                        case "Cdtr" ->
                                creditor =
                                        new CamtPart.Party(Parties.name(xml), creditor.account());
                        case "CdtrAcct" ->
                                creditor = new CamtPart.Party(creditor.name(), account());
                        default -> xml.skip();
                    }
                });
    }

    private Optional<String> account() throws BankFileRefused {
        List<String> found = new ArrayList<>();
        xml.only("Id", id -> Parties.account(xml).ifPresent(found::add));
        return found.stream().findFirst();
    }

    private void remittance() throws BankFileRefused {
        xml.children(
                name -> {
                    switch (name) {
                        case "Ustrd" -> unstructured.add(xml.text());
                        case "Strd" ->
                                xml.only(
                                        "CdtrRefInf",
                                        it ->
                                                xml.only(
                                                        "Ref",
                                                        ref -> creditorReference = xml.text()));
                        default -> xml.skip();
                    }
                });
    }

    /** Records of their own since .03; in .02 each {@code Chrgs} is one. */
    private void charges() throws BankFileRefused {
        Money[] one = new Money[1];
        Boolean[] given = new Boolean[1];
        xml.children(
                name -> {
                    switch (name) {
                        case "Rcrd" -> charge();
                        case "Amt" -> one[0] = Values.amount(xml);
                        case "CdtDbtInd" -> given[0] = Values.isCredit(xml);
                        default -> xml.skip();
                    }
                });
        if (one[0] != null) {
            charges.add(new CamtPart.Charge(one[0], Boolean.TRUE.equals(given[0])));
        }
    }

    private void charge() throws BankFileRefused {
        Money[] one = new Money[1];
        Boolean[] given = new Boolean[1];
        xml.children(
                name -> {
                    switch (name) {
                        case "Amt" -> one[0] = Values.amount(xml);
                        case "CdtDbtInd" -> given[0] = Values.isCredit(xml);
                        default -> xml.skip();
                    }
                });
        charges.add(
                new CamtPart.Charge(
                        Values.required(xml, one[0], "Rcrd/Amt"), Boolean.TRUE.equals(given[0])));
    }
}

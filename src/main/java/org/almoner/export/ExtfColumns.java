package org.almoner.export;

import java.util.ArrayList;
import java.util.List;

/**
 * The 125 columns of a posting batch, format version 13, in their order and as DATEV's own sample
 * spells them (with and without a blank before the hyphen).
 */
final class ExtfColumns {

    /** Semicolons between them; an apostrophe before those that hold texts, which are quoted. */
    private static final String UNTIL_LINK =
            "Umsatz (ohne Soll/Haben-Kz);'Soll/Haben-Kennzeichen;'WKZ Umsatz;Kurs;Basis-Umsatz;"
                    + "'WKZ Basis-Umsatz;Konto;Gegenkonto (ohne BU-Schlüssel);'BU-Schlüssel;Belegdatum;"
                    + "'Belegfeld 1;'Belegfeld 2;Skonto;'Buchungstext;Postensperre;"
                    + "'Diverse Adressnummer;Geschäftspartnerbank;Sachverhalt;Zinssperre;'Beleglink";

    private static final String UNTIL_BU_49 =
            "'KOST1 - Kostenstelle;'KOST2 - Kostenstelle;Kost-Menge;'EU-Land u. UStID (Bestimmung);"
                    + "EU-Steuersatz (Bestimmung);'Abw. Versteuerungsart;Sachverhalt L+L;"
                    + "Funktionsergänzung L+L;BU 49 Hauptfunktionstyp;BU 49 Hauptfunktionsnummer;"
                    + "BU 49 Funktionsergänzung";

    private static final String UNTIL_THE_END =
            "Stück;Gewicht;Zahlweise;'Forderungsart;Veranlagungsjahr;Zugeordnete Fälligkeit;Skontotyp;"
                    + "'Auftragsnummer;'Buchungstyp;USt-Schlüssel (Anzahlungen);'EU-Land (Anzahlungen);"
                    + "Sachverhalt L+L (Anzahlungen);EU-Steuersatz (Anzahlungen);"
                    + "Erlöskonto (Anzahlungen);'Herkunft-Kz;'Buchungs GUID;KOST-Datum;"
                    + "'SEPA-Mandatsreferenz;Skontosperre;'Gesellschaftername;Beteiligtennummer;"
                    + "'Identifikationsnummer;'Zeichnernummer;Postensperre bis;"
                    + "'Bezeichnung SoBil-Sachverhalt;Kennzeichen SoBil-Buchung;Festschreibung;"
                    + "Leistungsdatum;Datum Zuord. Steuerperiode;Fälligkeit;'Generalumkehr (GU);"
                    + "Steuersatz;'Land;'Abrechnungsreferenz;BVV-Position;"
                    + "'EU-Land u. UStID (Ursprung);EU-Steuersatz (Ursprung);Abw. Skontokonto";

    private static final int PAIRS_OF_VOUCHER = 8;
    private static final int PAIRS_OF_NOTES = 20;
    private static final String TEXT = "'";

    private static final List<String> MARKED = marked();

    /** Their names, as the second line of a batch has them. */
    static final List<String> NAMES =
            MARKED.stream().map(it -> it.startsWith(TEXT) ? it.substring(1) : it).toList();

    private static final boolean[] TEXTS = new boolean[MARKED.size()];

    static {
        for (int i = 0; i < TEXTS.length; i++) {
            TEXTS[i] = MARKED.get(i).startsWith(TEXT);
        }
    }

    private ExtfColumns() {}

    private static List<String> marked() {
        List<String> all = new ArrayList<>(List.of(UNTIL_LINK.split(";")));
        for (int i = 1; i <= PAIRS_OF_VOUCHER; i++) {
            all.add("'Beleginfo - Art " + i);
            all.add("'Beleginfo - Inhalt " + i);
        }
        all.addAll(List.of(UNTIL_BU_49.split(";")));
        for (int i = 1; i <= PAIRS_OF_NOTES; i++) {
            all.add("'Zusatzinformation - Art " + i);
            all.add("'Zusatzinformation- Inhalt " + i);
        }
        all.addAll(List.of(UNTIL_THE_END.split(";")));
        return List.copyOf(all);
    }

    /** Whether a column holds texts. */
    static boolean isText(int column) {
        return TEXTS[column];
    }

    /** Where a column stands, from 0 on. */
    static int at(String name) {
        return NAMES.indexOf(name);
    }
}

package org.almoner.pdf;

import org.apache.pdfbox.cos.COSName;

/** What a piece of a document is, for those who hear it read aloud (ISO 14289-1). */
public enum PdfRole {
    DOCUMENT("Document"),
    SECTION("Sect"),
    H1("H1"),
    H2("H2"),
    P("P"),
    TABLE("Table"),
    HEAD("THead"),
    BODY("TBody"),
    ROW("TR"),
    /** Names the column below it. */
    COLUMN_TITLE("TH"),
    CELL("TD"),
    FIGURE("Figure"),
    /** A field of a form, such as that of a signature. */
    FORM("Form"),
    LINK("Link");

    private final COSName tag;

    PdfRole(String tag) {
        this.tag = COSName.getPDFName(tag);
    }

    COSName tag() {
        return tag;
    }
}

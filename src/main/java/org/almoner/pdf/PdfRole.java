package org.almoner.pdf;

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
    COLUMN_TITLE("TH", "/A<</O/Table/Scope/Column>>"),
    CELL("TD"),
    FIGURE("Figure"),
    LINK("Link");

    private final String tag;
    private final String entries;

    PdfRole(String tag) {
        this(tag, "");
    }

    PdfRole(String tag, String entries) {
        this.tag = tag;
        this.entries = entries;
    }

    String tag() {
        return tag;
    }

    String entries() {
        return entries;
    }
}

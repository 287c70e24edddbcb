package org.almoner.export;

/** How the file of an export is written. */
public enum ExportFormat {
    /** RFC 4180 in UTF-8 with a byte order mark. */
    CSV("csv", "text/csv;charset=utf-8"),
    /** A workbook with one sheet. */
    XLSX("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    /** One JSON object a line. */
    JSON_LINES("jsonl", "application/jsonl"),
    /** The posting batch of the DATEV format, semicolons in Windows-1252. */
    EXTF("csv", "text/csv;charset=windows-1252");

    private final String extension;
    private final String mediaType;

    ExportFormat(String extension, String mediaType) {
        this.extension = extension;
        this.mediaType = mediaType;
    }

    /** The end of a file's name, without the dot. */
    public String extension() {
        return extension;
    }

    /** As HTTP names it. */
    public String mediaType() {
        return mediaType;
    }
}

package org.almoner.bankfile;

import java.io.InputStream;

/** What a bank sends, as the namespace of its root element says it. */
public enum BankFileKind {
    /** Statements or notifications of movements, for {@link CamtReader}. */
    ACCOUNT,
    /** A report on a file of ours, for {@link StatusReader}. */
    STATUS_REPORT;

    private static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:";

    /**
     * What a file is.
     *
     * @param kind which reader takes it; the reader decides whether it knows the version
     * @param format name of the message with its version, such as {@code camt.053.001.08}
     */
    public record Recognised(BankFileKind kind, String format) {}

    /**
     * Looks at the first element.
     *
     * @throws BankFileRefused when it is no XML, or neither statement, notification nor report
     */
    public static Recognised recognise(InputStream bytes) throws BankFileRefused {
        XmlCursor xml = new XmlCursor(bytes);
        String namespace = xml.root("Document");
        String format =
                namespace.startsWith(NAMESPACE) ? namespace.substring(NAMESPACE.length()) : "";
        if (!format.matches("(camt\\.05[34]|pain\\.002)\\.[0-9]{3}\\.[0-9]{2}")) {
            throw xml.refused(
                    "unknown_version",
                    "Taken are camt.053, camt.054 (.001.02 and .001.08) and pain.002.001.10");
        }
        return new Recognised(format.startsWith("pain") ? STATUS_REPORT : ACCOUNT, format);
    }
}

package org.almoner.pdf;

import java.time.LocalDate;
import java.util.Locale;

/**
 * What a document says of itself.
 *
 * @param title for the window that shows it
 * @param language of its texts
 * @param made the day it was made, never read from a clock
 * @param paper it is written for
 */
public record PdfDetails(String title, Locale language, LocalDate made, PdfPaper paper) {}

/**
 * Documents on sheets of paper: headings, paragraphs and tables, tagged and archivable, with a font
 * that is part of the file. What stands where is decided here; PDFBox makes the file of it.
 */
package org.almoner.pdf;

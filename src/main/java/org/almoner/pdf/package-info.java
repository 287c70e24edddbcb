/** Documents on pages: headings, paragraphs and tables, with a font that is part of the file. */
package org.almoner.pdf;

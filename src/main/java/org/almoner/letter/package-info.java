/**
 * What every mail to a donor shares: its letterhead and greeting, how amounts and days are written,
 * its two forms (HTML and plain text), and its name among mails.
 */
package org.almoner.letter;

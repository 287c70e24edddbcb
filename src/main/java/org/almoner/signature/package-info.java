/**
 * What an office signs its documents with: a key and the certificate that names the office, from a
 * file of the operator's. Whoever changes a signed document is seen by every reader of PDF.
 */
package org.almoner.signature;

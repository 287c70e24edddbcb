/** The receipt e-mail of a settled gift, and before it the instructions for a bank transfer. */
package org.almoner.receipt;

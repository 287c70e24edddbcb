/** The three steps from the wish to give to the gift: amount, donor, payment method, completion. */
package org.almoner.wizard;

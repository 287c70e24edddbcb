/**
 * May we write to this person, and may an office hand the person's data to another? Answers by the
 * law of the person's country and the ledger of consents, with the rule each answer rests on.
 */
package org.almoner.contact;

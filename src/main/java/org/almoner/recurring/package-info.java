/**
 * Recurring gifts: the agreement to give again and again, its instalments, and the run that
 * collects them. Instalment n of an agreement exists once, whatever runs where and how often.
 */
package org.almoner.recurring;

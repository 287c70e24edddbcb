/**
 * Gift Aid: what British taxpayers declare, which gifts that covers, and the claims by which an
 * office gets the tax back from HMRC (Income Tax Act 2007, Part 8, Chapter 2).
 */
package org.almoner.giftaid;

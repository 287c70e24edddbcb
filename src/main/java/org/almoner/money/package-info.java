/** Amounts of money: whole minor units of one currency, never a floating-point number. */
package org.almoner.money;

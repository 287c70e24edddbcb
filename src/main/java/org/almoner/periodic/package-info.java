/**
 * Dutch agreements of periodic gifts (<i>overeenkomst periodieke gift</i>, art. 6.34 and 6.38 Wet
 * IB 2001): offered, signed by donor and institution, ended; which gifts are given under them, and
 * whether a year will come to what was agreed.
 */
package org.almoner.periodic;

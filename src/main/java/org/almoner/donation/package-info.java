/** The gift and its life cycle, from the pledge to the money in the bank and perhaps back again. */
package org.almoner.donation;

/** Donors: persons and organisations, their addresses and the rules their data follow. */
package org.almoner.donor;

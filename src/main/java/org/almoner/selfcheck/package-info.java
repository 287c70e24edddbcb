/** Invariants of the live data that can be checked at any time, each owned by its package. */
package org.almoner.selfcheck;

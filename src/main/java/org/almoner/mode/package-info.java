/**
 * Whether this instance plays (sandbox) or moves real money (production), and what that forbids.
 */
package org.almoner.mode;

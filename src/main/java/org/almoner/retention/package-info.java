/**
 * Lets people go of whom nothing was heard for as long as the schedule says: looks at all of them
 * in slices, decides by rules, counts, and erases only what the office has released.
 */
package org.almoner.retention;

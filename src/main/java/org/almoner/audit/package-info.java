/** Who of the staff did what, append-only. */
package org.almoner.audit;

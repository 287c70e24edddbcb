/** Identifiers: UUIDv7 for machines, and short numbers with a check character for people. */
package org.almoner.id;

/**
 * Exports for finance: numbered, made once in the background, kept as they were made, and proved
 * equal by being made again.
 */
package org.almoner.export;

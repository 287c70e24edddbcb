/**
 * What donors got back for their gifts: recorded by finance, append-only. What it does to a
 * statement is decided by {@code tax}.
 */
package org.almoner.benefit;

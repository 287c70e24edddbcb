/**
 * The documents of tax law, as they are frozen when they are issued, and how each looks on paper: a
 * document is a pure function of its record. What law wants in each stands in {@code
 * docs/countries}.
 */
package org.almoner.statement;

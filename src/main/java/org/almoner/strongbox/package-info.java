/**
 * What is stored must not be readable by whoever gets hold of the database, a dump or a backup:
 * bank account numbers lie sealed, each bound to its own place. The keys are no part of the data.
 */
package org.almoner.strongbox;

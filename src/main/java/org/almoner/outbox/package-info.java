/** What is owed to somebody, written in the transaction that owes it and delivered afterwards. */
package org.almoner.outbox;

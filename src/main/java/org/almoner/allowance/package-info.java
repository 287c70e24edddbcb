/**
 * How often something may be done, the same on every node: mails to one mailbox, requests of one
 * network. What is counted is stored as a hash.
 */
package org.almoner.allowance;

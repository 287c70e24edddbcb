/**
 * Who of the staff did what: append-only, one chain of hashes over all offices, so that whoever
 * changes, removes or reorders an entry behind the service's back is found out. Entries name people
 * by the identity provider's id and records by theirs; never a donor's data.
 */
package org.almoner.audit;

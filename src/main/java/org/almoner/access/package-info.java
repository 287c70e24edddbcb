/**
 * Who calls: the access tokens of staff, checked against the organisation's identity provider, and
 * the roles and offices they carry. Nothing in a token is believed before its signature holds.
 */
package org.almoner.access;

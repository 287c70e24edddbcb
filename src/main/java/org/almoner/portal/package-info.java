/**
 * Everything a donor sees and changes behind the token. What is whose is decided in one place: each
 * call takes the donor's rows from {@link org.almoner.access.CurrentDonor} and asks for nothing
 * else.
 */
package org.almoner.portal;

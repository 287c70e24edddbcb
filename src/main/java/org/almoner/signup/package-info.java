/**
 * Double opt-in: a yes to mails counts once the mailbox itself has confirmed it. Of somebody who
 * wants the newsletter and gives nothing, and of a donor who ticked the box with a gift.
 */
package org.almoner.signup;

/** The one error contract: every failure leaves as {@code application/problem+json} (RFC 9457). */
package org.almoner.problem;

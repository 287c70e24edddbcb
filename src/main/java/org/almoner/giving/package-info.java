/** What an office offers to givers: suggested amounts, limits, cadences and payment methods. */
package org.almoner.giving;

/** What gifts are given for, and what has come together so far. */
package org.almoner.campaign;

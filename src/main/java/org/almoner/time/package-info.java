/** The clock everybody is handed, so that time is an argument and tests can set it. */
package org.almoner.time;

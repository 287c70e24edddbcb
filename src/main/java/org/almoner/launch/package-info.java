/** Starting up: which mode, which database, and the refusal to start with anything unsafe. */
package org.almoner.launch;

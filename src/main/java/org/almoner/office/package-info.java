/** Advancement offices: the legal entities that receive gifts, with all that their papers need. */
package org.almoner.office;

/**
 * Hand-overs: a feed for each office of donors whose data may go to it, born from decisions and
 * rendered from present data while the ground stands; what each office holds; previews of what
 * would be sent, and of what a move to another country changes.
 */
package org.almoner.handover;

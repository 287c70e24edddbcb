package org.almoner.donation;

/** A gift has another status now; told within this package, to be counted once it is committed. */
record DonationChanged(GiftStatus status) {}

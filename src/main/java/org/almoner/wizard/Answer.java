package org.almoner.wizard;

/**
 * A completed call's answer, kept to the byte for replays.
 *
 * @param status 201, or 402 when the payment was declined
 * @param body the exact text sent
 * @param replayed whether it was given before
 */
record Answer(int status, String body, boolean replayed) {}

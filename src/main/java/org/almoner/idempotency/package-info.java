/** Replay or run: a client's key, the hash of its request and the effect commit together. */
package org.almoner.idempotency;

/**
 * Trials: the packaged service as real processes, with everything that can fail made to fail. Each
 * trial prints its counts. All of them run in {@code mvn verify}; larger runs are asked for by the
 * system properties that each class names.
 */
package org.almoner.trial;

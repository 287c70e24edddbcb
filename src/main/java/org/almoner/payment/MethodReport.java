package org.almoner.payment;

/**
 * The truth about one saved method as the provider tells it.
 *
 * @param method our id as the provider remembers it
 * @param answer reference and status
 */
public record MethodReport(SavedMethodId method, MethodAnswer answer) {}

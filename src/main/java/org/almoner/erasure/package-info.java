/**
 * Erases people as far as the law lets us, keeps what it makes us keep, and lets that go when its
 * day has come. The schedule is data ({@code catalogue/retention.yaml}).
 */
package org.almoner.erasure;

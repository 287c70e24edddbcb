/**
 * Signed webhooks to the systems of offices (Standard Webhooks 1.0.0): where they go, what is owed
 * there, and how it is carried without ever calling an address inside.
 */
package org.almoner.webhook;

/**
 * The edge: how requests are named, bounded and read before a resource sees them, and the headers
 * every answer carries.
 */
package org.almoner.http;

package org.almoner.office;

/**
 * From whom the mails of an office come.
 *
 * @param name shown beside the address
 * @param address the sender
 * @param replyTo where an answer of the donor arrives
 */
public record Sender(String name, String address, String replyTo) {}

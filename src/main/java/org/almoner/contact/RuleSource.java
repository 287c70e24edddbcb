package org.almoner.contact;

/**
 * Which rule of the catalogue an answer rests on.
 *
 * @param id stable name, such as {@code gb-email}
 * @param law the provision, such as {@code PECR reg. 22(3A)}
 * @param source where the provision was read
 */
public record RuleSource(String id, String law, String source) {}

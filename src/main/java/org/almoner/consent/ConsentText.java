package org.almoner.consent;

import org.almoner.office.OfficeCode;

/**
 * One text as a donor sees it, in one language. A version never changes once it is stored.
 *
 * @param id stable name, such as {@code de-newsletter-email}
 * @param version counts from 1
 * @param required whether an answer {@code given: true} is needed to go on; only ever for notices
 * @param doubleOptIn whether a yes counts only after the address's owner confirmed it by mail
 * @param legalBasis such as {@code GDPR Art. 6(1)(a)}
 * @param controller the office that asks
 * @param recipient the office that may use the data on this ground
 * @param text the very words
 * @param textHash SHA-256 of the words in UTF-8, hexadecimal
 */
public record ConsentText(
        String id,
        int version,
        ConsentPurpose purpose,
        ConsentChannel channel,
        ConsentControl control,
        ConsentMeaning meaning,
        boolean required,
        boolean doubleOptIn,
        String legalBasis,
        OfficeCode controller,
        OfficeCode recipient,
        String locale,
        String text,
        String textHash) {}

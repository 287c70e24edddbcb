package org.almoner.consent;

import java.time.Instant;
import org.almoner.office.OfficeCode;

/**
 * Who is asked, and when.
 *
 * @param country where the donor lives, ISO 3166-1 alpha-2: its law decides what must be asked
 * @param locale {@code de}, {@code en}, {@code nl} or {@code fr}
 * @param office the office that receives the gift
 */
public record ConsentAudience(String country, String locale, OfficeCode office, Instant at) {}

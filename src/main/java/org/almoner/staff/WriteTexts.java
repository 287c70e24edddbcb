package org.almoner.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.almoner.access.CurrentStaff;
import org.almoner.consent.TextDesk;
import org.almoner.consent.TextPreview;
import org.almoner.consent.TextVersion;
import org.almoner.consent.TextWish;
import org.almoner.http.Listing;
import org.almoner.http.PageRequest;
import org.almoner.idempotency.IdempotencyKey;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.almoner.problem.DomainProblem;

/**
 * Lets staff of an office write the next versions of its texts. What is written is on the audit
 * trail in the same transaction, without the words, which stand in the version itself.
 */
@ApplicationScoped
class WriteTexts {

    private static final Set<String> LOCALES = Set.of("de", "en", "nl", "fr");

    private final TextDesk desk;
    private final Offices offices;
    private final Once once;
    private final CurrentStaff staff;
    private final WriteDown writeDown;

    WriteTexts(TextDesk desk, Offices offices, Once once, CurrentStaff staff, WriteDown writeDown) {
        this.desk = desk;
        this.offices = offices;
        this.once = once;
        this.staff = staff;
        this.writeDown = writeDown;
    }

    /**
     * @throws DomainProblem 404 for an office that is not the caller's
     */
    Listing<TextVersion> list(String office, String text, PageRequest page) {
        List<TextVersion> all = desk.versions(mine(office), text);
        int from = page.markAs(Integer::valueOf).orElse(0);
        if (from < 0 || from > all.size()) {
            throw DomainProblem.invalid("query:cursor", "unknown_cursor", "A cursor of this list.");
        }
        int to = Math.min(all.size(), from + page.limit());
        return new Listing<>(
                all.subList(from, to),
                to < all.size() ? PageRequest.cursorFor(String.valueOf(to)) : null);
    }

    /**
     * @throws DomainProblem as {@link TextDesk#preview}; 400 for what is no country or language
     */
    TextPreview preview(String office, TextWish wish, String country, String locale) {
        OfficeCode code = mine(office);
        if (country != null && !Offices.isCountry(country)) {
            throw DomainProblem.invalid(
                    "query:country", "not_a_country", "A country as ISO 3166-1 has it.");
        }
        if (locale != null && !LOCALES.contains(locale)) {
            throw DomainProblem.invalid("query:locale", "not_a_language", "One of de, en, nl, fr.");
        }
        return desk.preview(code, wish, country, locale == null ? "en" : locale);
    }

    /**
     * @throws DomainProblem as {@link TextDesk#write}; 422 when the key belongs to another request
     */
    @Transactional
    Once.Answer write(String office, TextWish wish, IdempotencyKey key) {
        OfficeCode code = mine(office);
        String request =
                String.join(
                        "\n",
                        code.value(),
                        wish.id(),
                        wish.basedOn() + " " + wish.validFrom(),
                        String.valueOf(wish.legalBasis()),
                        new TreeMap<>(wish.words()).toString());
        return once.carryOut(
                new Once.Call("staff.consent-texts", key, request, Response.Status.CREATED),
                () -> {
                    TextVersion written = desk.write(code, wish, staff.subject());
                    writeDown.act("consent-text.written", object(written), code.value(), null);
                    return written;
                });
    }

    /**
     * @throws DomainProblem as {@link TextDesk#withdraw}
     */
    @Transactional
    TextVersion withdraw(String office, String text, String version, String reason) {
        OfficeCode code = mine(office);
        TextVersion ended = desk.withdraw(code, text, number(version));
        writeDown.act("consent-text.withdrawn", object(ended), code.value(), reason);
        return ended;
    }

    private static String object(TextVersion text) {
        return "consent-text/" + text.id() + "/" + text.version();
    }

    private static int number(String version) {
        try {
            return Integer.parseInt(version);
        } catch (NumberFormatException notANumber) {
            throw DomainProblem.notFound();
        }
    }

    private OfficeCode mine(String code) {
        OfficeCode office;
        try {
            office = new OfficeCode(code);
        } catch (IllegalArgumentException notACode) {
            throw DomainProblem.notFound();
        }
        staff.requireOffice(office);
        offices.find(office).orElseThrow(DomainProblem::notFound);
        return office;
    }
}

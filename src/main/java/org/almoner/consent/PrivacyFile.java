package org.almoner.consent;

import java.net.URI;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.almoner.office.Findings;
import org.almoner.office.Offices;

/** The shape of {@code privacy.yaml} and what must hold in it. */
record PrivacyFile(List<Entry> offices) {

    static final String NAME = "privacy.yaml";

    private static final Set<String> LOCALES = Set.of("de", "en", "nl", "fr");
    private static final Pattern PHONE = Pattern.compile("\\+[0-9][0-9 ]{5,24}");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");

    PrivacyFile {
        offices = offices == null ? List.of() : List.copyOf(offices);
    }

    /** Under which law an office answers for personal data. */
    enum Law {
        /** Regulation (EU) 2016/679; receipts use its terms. */
        EU_GDPR,
        /** The same articles as kept by the United Kingdom. */
        UK_GDPR,
        OTHER
    }

    /**
     * What an office says of its handling of personal data, as it is today.
     *
     * @param contact who answers questions about personal data
     * @param policy the page with the whole notice, by language
     * @param storedIn countries, ISO 3166-1 alpha-2
     * @param processedIn countries
     * @param restriction what binds a transfer to other countries, in one sentence
     * @param authority who hears complaints; {@code null} where nobody does
     * @param processors who handles the data on the office's behalf
     */
    record Entry(
            String office,
            Law law,
            Contact contact,
            Map<String, URI> policy,
            List<String> storedIn,
            List<String> processedIn,
            String restriction,
            Authority authority,
            List<Processor> processors) {

        Entry {
            policy = policy == null ? Map.of() : Map.copyOf(policy);
            storedIn = storedIn == null ? List.of() : List.copyOf(storedIn);
            processedIn = processedIn == null ? List.of() : List.copyOf(processedIn);
            processors = processors == null ? List.of() : List.copyOf(processors);
        }

        boolean isEuropean() {
            return law == Law.EU_GDPR;
        }
    }

    /**
     * Who answers.
     *
     * @param phone with the country's number, such as {@code +49 30 23125000}
     */
    record Contact(String name, String email, String phone) {}

    record Authority(String name, URI website) {}

    record Processor(String name, String address, String contact, String country) {}

    /**
     * Refuses a file that receipts could not be written from.
     *
     * @param codes the offices that must be there
     * @throws IllegalStateException with one line for each fault
     */
    void check(Collection<String> codes) {
        Findings findings = new Findings(NAME);
        Set<String> seen = new HashSet<>();
        for (Entry entry : offices) {
            String place = "office " + entry.office();
            findings.require(seen.add(entry.office()), place, "is there twice");
            findings.require(codes.contains(entry.office()), place, "there is no such office");
            check(entry, place, findings);
        }
        for (String code : codes) {
            findings.require(seen.contains(code), "office " + code, "is needed");
        }
        findings.conclude();
    }

    private static void check(Entry entry, String place, Findings findings) {
        findings.require(entry.law() != null, place + ", law", "must be given");
        Contact contact =
                Objects.requireNonNullElse(entry.contact(), new Contact(null, null, null));
        findings.requireText(contact.name(), place + ", contact.name");
        findings.require(
                contact.email() != null && EMAIL.matcher(contact.email()).matches(),
                place + ", contact.email",
                "must be an address");
        findings.require(
                contact.phone() != null && PHONE.matcher(contact.phone()).matches(),
                place + ", contact.phone",
                "must be a number with its country, such as +49 30 23125000");
        findings.require(
                entry.policy().keySet().equals(LOCALES)
                        && entry.policy().values().stream().allMatch(PrivacyFile::isPage),
                place + ", policy",
                "needs a page, https, in exactly de, en, nl and fr");
        countries(entry.storedIn(), place + ", storedIn", findings);
        countries(entry.processedIn(), place + ", processedIn", findings);
        findings.requireText(entry.restriction(), place + ", restriction");
        checkOthers(entry, place, findings);
    }

    private static void checkOthers(Entry entry, String place, Findings findings) {
        Authority authority = entry.authority();
        findings.require(
                authority != null || entry.law() == Law.OTHER,
                place + ", authority",
                "must be given where the GDPR holds (Art. 77)");
        if (authority != null) {
            findings.requireText(authority.name(), place + ", authority.name");
            findings.require(
                    isPage(authority.website()), place + ", authority.website", "must be https");
        }
        for (Processor processor : entry.processors()) {
            findings.requireText(processor.name(), place + ", processors.name");
            findings.requireText(processor.address(), place + ", processors.address");
            findings.requireText(processor.contact(), place + ", processors.contact");
            findings.require(
                    Offices.isCountry(String.valueOf(processor.country())),
                    place + ", processors.country",
                    "must be a country");
        }
    }

    private static void countries(List<String> countries, String place, Findings findings) {
        findings.require(
                !countries.isEmpty() && countries.stream().allMatch(Offices::isCountry),
                place,
                "needs countries, ISO 3166-1");
    }

    private static boolean isPage(URI page) {
        return page != null && "https".equals(page.getScheme()) && page.getHost() != null;
    }
}

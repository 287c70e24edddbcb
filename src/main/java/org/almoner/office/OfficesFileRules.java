package org.almoner.office;

import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What must hold in {@code offices.yaml}; every fault is named with office and field. */
final class OfficesFileRules {

    private static final Set<String> LANGUAGES = Set.of("de", "en", "nl", "fr");

    private static final Map<String, String> POSTCODES =
            Map.of(
                    "DE", "[0-9]{5}",
                    "GB", "[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}",
                    "NL", "[1-9][0-9]{3} [A-Z]{2}",
                    "CA", "[A-Z][0-9][A-Z] [0-9][A-Z][0-9]",
                    "AU", "[0-9]{4}",
                    "US", "[0-9]{5}(-[0-9]{4})?");

    private static final Map<Jurisdiction, List<RegistrationKind>> NEEDED =
            Map.of(
                    Jurisdiction.DE,
                            List.of(
                                    RegistrationKind.DE_REGISTER_OF_ASSOCIATIONS,
                                    RegistrationKind.DE_TAX_NUMBER),
                    Jurisdiction.GB,
                            List.of(
                                    RegistrationKind.GB_CHARITY_NUMBER,
                                    RegistrationKind.GB_HMRC_REFERENCE),
                    Jurisdiction.NL, List.of(RegistrationKind.NL_RSIN),
                    Jurisdiction.CA, List.of(RegistrationKind.CA_CHARITY_REGISTRATION),
                    Jurisdiction.AU, List.of(RegistrationKind.AU_ABN),
                    Jurisdiction.US, List.of(RegistrationKind.US_EIN));

    private final Findings findings = new Findings(OfficesFile.NAME);

    private OfficesFileRules() {}

    /**
     * @throws IllegalStateException when a rule is broken
     */
    static void check(OfficesFile file) {
        OfficesFileRules rules = new OfficesFileRules();
        Set<String> codes = new HashSet<>();
        Set<String> countries = new HashSet<>();
        for (OfficesFile.Entry office : file.offices()) {
            String place = "office " + office.code();
            rules.findings.require(codes.add(office.code()), place, "stands there twice");
            rules.findings.require(
                    countries.add(office.country()),
                    place + ", country",
                    "another office serves this country already");
            rules.office(office, place);
        }
        rules.findings.conclude();
    }

    private void office(OfficesFile.Entry office, String place) {
        findings.require(
                accepts(office.code(), OfficeCode::new),
                place + ", code",
                "must be two to eight capital letters, digits or hyphens");
        findings.require(office.jurisdiction() != null, place + ", jurisdiction", "must be given");
        findings.require(
                Offices.isCountry(office.country()),
                place + ", country",
                "must be two capital letters of ISO 3166-1");
        findings.require(
                accepts(office.currency(), Currency::getInstance),
                place + ", currency",
                "must be a currency of ISO 4217");
        findings.require(
                accepts(office.zone(), ZoneId::of), place + ", zone", "must be an IANA time zone");
        findings.require(!office.versions().isEmpty(), place + ", versions", "must not be empty");
        findings.require(
                distinct(office.versions().stream().map(OfficesFile.Version::validFrom).toList()),
                place + ", versions",
                "each needs a validFrom of its own");
        for (OfficesFile.Version version : office.versions()) {
            version(office, version, place + ", version of " + version.validFrom());
        }
        notices(office, place);
        limits(office, place);
    }

    private void version(OfficesFile.Entry office, OfficesFile.Version version, String place) {
        findings.requireText(version.legalName(), place + ", legalName");
        findings.requireText(version.signatoryPlace(), place + ", signatoryPlace");
        address(office, version.address(), place + ", address");
        findings.require(
                !version.locales().isEmpty() && LANGUAGES.containsAll(version.locales()),
                place + ", locales",
                "must be some of de, en, nl and fr");
        findings.require(
                version.locales().contains(version.defaultLocale()),
                place + ", defaultLocale",
                "must be one of the locales");
        findings.requireText(version.sender().name(), place + ", sender.name");
        mailAddress(version.sender().address(), place + ", sender.address");
        mailAddress(version.sender().replyTo(), place + ", sender.replyTo");
        findings.require(
                isHttps(version.website()), place + ", website", "must be an https address");
        findings.require(
                accepts(version.taxYearStart(), it -> MonthDay.parse("--" + it)),
                place + ", taxYearStart",
                "must be a month and a day, such as 04-06");
        registrations(office, version.registrations(), place);
        BankAccountRules.check(office.country(), version.account(), place + ", account", findings);
    }

    private void address(OfficesFile.Entry office, OfficesFile.Address address, String place) {
        findings.requireText(address.street(), place + ".street");
        findings.requireText(address.houseNumber(), place + ".houseNumber");
        findings.requireText(address.town(), place + ".town");
        String country = office.country() == null ? "" : office.country();
        if (findings.requireText(address.postcode(), place + ".postcode")) {
            findings.require(
                    address.postcode().matches(POSTCODES.getOrDefault(country, ".{1,12}")),
                    place + ".postcode",
                    "does not have the shape of the country's postcodes");
        }
        if (Set.of("US", "CA", "AU").contains(country)) {
            findings.require(
                    address.region() != null && address.region().matches("[A-Z]{2,3}"),
                    place + ".region",
                    "must be the short name of a state or province");
        }
    }

    private void registrations(
            OfficesFile.Entry office, List<OfficesFile.Register> registers, String place) {
        findings.require(
                distinct(registers.stream().map(OfficesFile.Register::kind).toList()),
                place + ", registrations",
                "each kind can stand there once only");
        for (OfficesFile.Register register : registers) {
            String where = place + ", registration " + register.kind();
            findings.require(
                    register.kind() != null
                            && register.kind().jurisdiction() == office.jurisdiction(),
                    where,
                    "belongs to another jurisdiction");
            findings.require(
                    register.kind() != null && register.kind().accepts(register.number()),
                    where,
                    "the number does not have the register's shape or its check digits are wrong");
        }
        for (RegistrationKind kind : NEEDED.getOrDefault(office.jurisdiction(), List.of())) {
            findings.require(
                    registers.stream().anyMatch(it -> it.kind() == kind),
                    place + ", registration " + kind,
                    "must be given");
        }
    }

    private void notices(OfficesFile.Entry office, String place) {
        findings.require(
                distinct(office.taxNotices().stream().map(OfficesFile.Notice::validFrom).toList()),
                place + ", taxNotices",
                "each needs a validFrom of its own");
        for (OfficesFile.Notice notice : office.taxNotices()) {
            String where = place + ", tax notice of " + notice.validFrom();
            findings.require(notice.kind() != null, where + ", kind", "must be given");
            findings.requireText(notice.taxOffice(), where + ", taxOffice");
            findings.requireText(notice.purposes(), where + ", purposes");
            findings.require(
                    RegistrationKind.DE_TAX_NUMBER.accepts(notice.taxNumber()),
                    where + ", taxNumber",
                    "must look like 27/640/12345");
            findings.require(
                    notice.dated() != null
                            && notice.validFrom() != null
                            && !notice.dated().isAfter(notice.validFrom()),
                    where + ", dated",
                    "must be given and not be later than validFrom");
            findings.require(
                    (notice.kind() == TaxNoticeKind.SIXTY_A) == (notice.assessmentPeriod() == null),
                    where + ", assessmentPeriod",
                    "must be given, but not for SIXTY_A");
        }
        sixtyAComesFirst(office.taxNotices(), place);
    }

    private void sixtyAComesFirst(List<OfficesFile.Notice> notices, String place) {
        LocalDate exempt =
                notices.stream()
                        .filter(it -> it.kind() != TaxNoticeKind.SIXTY_A)
                        .map(OfficesFile.Notice::validFrom)
                        .filter(java.util.Objects::nonNull)
                        .min(LocalDate::compareTo)
                        .orElse(LocalDate.MAX);
        for (OfficesFile.Notice notice : notices) {
            findings.require(
                    notice.kind() != TaxNoticeKind.SIXTY_A
                            || notice.validFrom() == null
                            || notice.validFrom().isBefore(exempt),
                    place + ", tax notice of " + notice.validFrom(),
                    "SIXTY_A cannot follow an exemption (§ 63(5) Nr. 2 AO)");
        }
    }

    private void limits(OfficesFile.Entry office, String place) {
        findings.require(
                distinct(office.proofLimits().stream().map(OfficesFile.Limit::validFrom).toList()),
                place + ", proofLimits",
                "each needs a validFrom of its own");
        for (OfficesFile.Limit limit : office.proofLimits()) {
            findings.require(
                    limit.minor() > 0,
                    place + ", proof limit of " + limit.validFrom(),
                    "must be more than nothing");
        }
    }

    private void mailAddress(String address, String place) {
        findings.require(
                address != null
                        && address.matches("[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}"),
                place,
                "must be an e-mail address");
    }

    private static boolean isHttps(String address) {
        return accepts(address, it -> requireHttps(URI.create(it)));
    }

    private static void requireHttps(URI address) {
        if (!"https".equals(address.getScheme()) || address.getHost() == null) {
            throw new IllegalArgumentException("not https");
        }
    }

    private static <T> boolean distinct(List<T> values) {
        return values.stream().noneMatch(java.util.Objects::isNull)
                && new HashSet<>(values).size() == values.size();
    }

    private static boolean accepts(String text, Consumer<String> reader) {
        try {
            if (text != null) {
                reader.accept(text);
            }
            return text != null;
        } catch (IllegalArgumentException | DateTimeException wrong) {
            return false;
        }
    }
}

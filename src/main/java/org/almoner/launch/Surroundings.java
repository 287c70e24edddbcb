package org.almoner.launch;

import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * What the start-up decision rests on: the settings as the operator gave them, before any default
 * of ours is added.
 *
 * @param mode {@code almoner.mode}, when it is set
 * @param jdbcUrl {@code quarkus.datasource.jdbc.url}: a database of the operator's
 * @param smtpHost {@code quarkus.mailer.host}: a mail server of the operator's
 * @param mailFrom {@code quarkus.mailer.from}: the sender of mails that belong to no office
 * @param sandboxGateway {@code almoner.payment.sandbox.enabled}: whether play money is asked for
 * @param staffIssuer {@code almoner.access.staff.issuer}: who signs the tokens of staff
 * @param staffKeys {@code almoner.access.staff.jwks}: where the issuer's public keys are
 * @param catalogue {@code almoner.catalogue.directory}: the organisation's own offices and texts
 * @param publicUrl {@code almoner.public-url}: the address donors reach this service at
 * @param portalUrl {@code almoner.portal.url}: the page of the website where donors sign in
 */
record Surroundings(
        Optional<String> mode,
        Optional<String> jdbcUrl,
        Optional<String> smtpHost,
        Optional<String> mailFrom,
        Optional<Boolean> sandboxGateway,
        Optional<String> staffIssuer,
        Optional<String> staffKeys,
        Optional<String> catalogue,
        Optional<String> publicUrl,
        Optional<String> portalUrl) {

    static Surroundings from(Config config) {
        return new Surroundings(
                text(config, "almoner.mode"),
                text(config, "quarkus.datasource.jdbc.url"),
                text(config, "quarkus.mailer.host"),
                text(config, "quarkus.mailer.from"),
                config.getOptionalValue("almoner.payment.sandbox.enabled", Boolean.class),
                text(config, "almoner.access.staff.issuer"),
                text(config, "almoner.access.staff.jwks"),
                text(config, "almoner.catalogue.directory"),
                text(config, "almoner.public-url"),
                text(config, "almoner.portal.url"));
    }

    private static Optional<String> text(Config config, String name) {
        return config.getOptionalValue(name, String.class)
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }
}

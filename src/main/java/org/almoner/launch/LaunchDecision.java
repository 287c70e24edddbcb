package org.almoner.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.almoner.letter.PortalPage;
import org.almoner.mode.Mode;

/**
 * Whether to start, and as what. Pure: the same surroundings always give the same decision.
 *
 * @param mode the mode to run in; empty when there are refusals
 * @param localDatabase whether the embedded PostgreSQL is to be started
 * @param refusals what is wrong, each with the setting that mends it; empty when all is well
 */
record LaunchDecision(Optional<Mode> mode, boolean localDatabase, List<String> refusals) {

    /** Decides, naming everything that is wrong at once rather than one thing per try. */
    static LaunchDecision of(Surroundings found) {
        List<String> refusals = new ArrayList<>();
        Optional<Mode> mode = modeOf(found, refusals);
        if (mode.filter(Mode.PRODUCTION::equals).isPresent()) {
            refuseWhatOnlyPlays(found, refusals);
        } else if (!found.portalUrl().map(PortalPage::isUsable).orElse(true)) {
            refusals.add(
                    "almoner.portal.url is no https address; {locale} in it stands for the reader's"
                            + " language");
        }
        if (!refusals.isEmpty()) {
            return new LaunchDecision(Optional.empty(), false, List.copyOf(refusals));
        }
        return new LaunchDecision(mode, found.jdbcUrl().isEmpty(), List.of());
    }

    private static Optional<Mode> modeOf(Surroundings found, List<String> refusals) {
        if (found.mode().isPresent()) {
            try {
                return Optional.of(Mode.valueOf(found.mode().get().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException unknown) {
                refusals.add("almoner.mode must be 'sandbox' or 'production'");
                return Optional.empty();
            }
        }
        List<String> real = pointersToReality(found);
        if (!real.isEmpty()) {
            refusals.add(
                    "Something real is configured ("
                            + String.join(", ", real)
                            + ") but the mode is left unsaid. Set almoner.mode=production to serve"
                            + " donors, or almoner.mode=sandbox to play against it");
            return Optional.empty();
        }
        return Optional.of(Mode.SANDBOX);
    }

    private static List<String> pointersToReality(Surroundings found) {
        List<String> real = new ArrayList<>();
        found.jdbcUrl().ifPresent(url -> real.add("quarkus.datasource.jdbc.url"));
        found.smtpHost().ifPresent(host -> real.add("quarkus.mailer.host"));
        found.staffIssuer().ifPresent(issuer -> real.add("almoner.access.staff.issuer"));
        return real;
    }

    private static void refuseWhatOnlyPlays(Surroundings found, List<String> refusals) {
        if (found.jdbcUrl().isEmpty()) {
            refusals.add(
                    "The embedded database is not for production. Set quarkus.datasource.jdbc.url"
                            + " (QUARKUS_DATASOURCE_JDBC_URL) to your PostgreSQL");
        }
        if (found.sandboxGateway().orElse(false)) {
            refusals.add(
                    "The sandbox gateway takes play money and is not for production. Remove"
                            + " almoner.payment.sandbox.enabled or set it to false");
        }
        if (found.staffIssuer().isEmpty() || found.staffKeys().isEmpty()) {
            refusals.add(
                    "Generated keys are not for production. Set almoner.access.staff.issuer and"
                            + " almoner.access.staff.jwks to your identity provider's issuer and keys");
        }
        if (found.smtpHost().isEmpty()) {
            refusals.add(
                    "There is no mail server. Set quarkus.mailer.host (QUARKUS_MAILER_HOST); the"
                            + " local mailbox is not for production");
        }
        if (found.mailFrom().isEmpty()) {
            refusals.add(
                    "There is no sender for mails. Set quarkus.mailer.from (QUARKUS_MAILER_FROM)");
        }
        if (found.catalogue().isEmpty()) {
            refusals.add(
                    "The shipped offices are invented. Set almoner.catalogue.directory to your own"
                            + " offices, giving terms and consent texts");
        }
        refuseLinksToNowhere(found, refusals);
    }

    private static void refuseLinksToNowhere(Surroundings found, List<String> refusals) {
        if (found.publicUrl().isEmpty()) {
            refusals.add(
                    "Set almoner.public-url to the address donors reach this service at; links in"
                            + " mails start with it");
        }
        if (found.portalUrl()
                .filter(url -> url.startsWith("https:"))
                .filter(PortalPage::isUsable)
                .isEmpty()) {
            refusals.add(
                    "Set almoner.portal.url to the https address of your website's page where"
                            + " donors sign in; buttons in mails lead there");
        }
    }
}

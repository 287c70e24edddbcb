package org.almoner.campaign;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.almoner.money.Money;
import org.almoner.office.Findings;

/** The shape of {@code campaigns.yaml} and what must hold in it. */
record CampaignsFile(@JsonProperty(required = true) List<Entry> campaigns) {

    static final String NAME = "campaigns.yaml";

    private static final Set<String> LANGUAGES = Set.of("de", "en", "nl", "fr");

    record Entry(
            String slug,
            Map<String, String> names,
            String office,
            Money goal,
            Instant openFrom,
            Instant openUntil) {}

    /**
     * @param offices codes of all offices
     * @throws IllegalStateException when a rule is broken; the message names every place
     */
    void check(Set<String> offices) {
        Findings findings = new Findings(NAME);
        Set<String> slugs = new HashSet<>();
        for (Entry it : campaigns) {
            String place = "campaign " + it.slug();
            findings.require(slugs.add(it.slug()), place, "stands there twice");
            findings.require(
                    it.slug() != null && it.slug().matches("(?=.{1,60}$)[a-z0-9]+(-[a-z0-9]+)*"),
                    place + ", slug",
                    "must be up to 60 small letters, digits and single hyphens");
            findings.require(
                    it.names() != null
                            && it.names().keySet().equals(LANGUAGES)
                            && it.names().values().stream()
                                    .allMatch(name -> !name.isBlank() && name.length() <= 120),
                    place + ", names",
                    "must be given in de, en, nl and fr, each up to 120 characters");
            findings.require(
                    it.office() == null || offices.contains(it.office()),
                    place + ", office",
                    "there is none of this code");
            findings.require(
                    it.goal() == null || !it.goal().isZero(), place + ", goal", "must not be zero");
            findings.require(it.openFrom() != null, place + ", openFrom", "must be given");
            findings.require(
                    it.openUntil() == null
                            || it.openFrom() == null
                            || it.openUntil().isAfter(it.openFrom()),
                    place + ", openUntil",
                    "must be after openFrom");
        }
        findings.conclude();
    }
}

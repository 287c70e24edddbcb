package org.almoner.contact;

import java.time.LocalDate;
import java.util.List;

/** The shape of {@code contact-rules.yaml}. */
record ContactFile(List<Entry> rules) {

    static final String NAME = "contact-rules.yaml";

    ContactFile {
        rules = rules == null ? List.of() : List.copyOf(rules);
    }

    /** A rule through time. */
    record Entry(
            String id,
            String country,
            List<ContactChannel> channels,
            List<ContactPurpose> purposes,
            List<Version> versions) {

        Entry {
            channels = channels == null ? List.of() : List.copyOf(channels);
            purposes = purposes == null ? List.of() : List.copyOf(purposes);
            versions = versions == null ? List.of() : List.copyOf(versions);
        }

        ContactRule as(Version version) {
            return new ContactRule(
                    id,
                    country,
                    channels,
                    purposes,
                    version.grounds(),
                    version.law(),
                    version.source());
        }
    }

    /** A rule from one day on. */
    record Version(
            LocalDate validFrom, List<ContactRule.Ground> grounds, String law, String source) {

        Version {
            grounds = grounds == null ? List.of() : List.copyOf(grounds);
        }
    }
}

package org.almoner.contact;

import java.time.LocalDate;
import java.util.List;

/** The shape of {@code transfer-rules.yaml}. */
record TransferFile(List<Entry> rules, List<Paper> agreements) {

    static final String NAME = "transfer-rules.yaml";

    TransferFile {
        rules = rules == null ? List.of() : List.copyOf(rules);
        agreements = agreements == null ? List.of() : List.copyOf(agreements);
    }

    /** An instrument of the law through time. */
    record Entry(
            String id,
            List<String> from,
            List<String> to,
            TransferInstrument instrument,
            List<Version> versions) {

        Entry {
            from = from == null ? List.of() : List.copyOf(from);
            to = to == null ? List.of() : List.copyOf(to);
            versions = versions == null ? List.of() : List.copyOf(versions);
        }

        TransferRule as(Version version) {
            return new TransferRule(
                    id, from, to, instrument, version.until(), version.law(), version.source());
        }
    }

    /** An instrument from one day on. */
    record Version(LocalDate validFrom, LocalDate until, String law, String source) {}

    /** What two offices signed, through time. */
    record Paper(
            String id,
            String from,
            String to,
            TransferInstrument instrument,
            List<PaperVersion> versions) {

        Paper {
            versions = versions == null ? List.of() : List.copyOf(versions);
        }

        Agreement as(PaperVersion version) {
            return new Agreement(
                    id,
                    from,
                    to,
                    instrument,
                    Boolean.TRUE.equals(version.inForce()),
                    version.document());
        }
    }

    /** What was signed, from one day on. */
    record PaperVersion(LocalDate validFrom, Boolean inForce, String document) {}
}

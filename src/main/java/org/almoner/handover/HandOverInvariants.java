package org.almoner.handover;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.almoner.selfcheck.Invariant;
import org.almoner.selfcheck.PatientReads;
import org.almoner.selfcheck.SqlInvariant;

/** What must hold of hand-overs at any time. */
@ApplicationScoped
class HandOverInvariants {

    private final PatientReads data;

    HandOverInvariants(PatientReads data) {
        this.data = data;
    }

    @Produces
    @Singleton
    Invariant officesHoldWhatTheyWereTold() {
        return new SqlInvariant(
                "I30",
                "What each office holds of a donor is what its last entry told, and of nobody who was"
                        + " erased does an office hold data without having been told",
                """
                SELECT 'hand-over/' || coalesce(h.office, e.office) || '/' || coalesce(h.donor_id, e.donor_id)
                  FROM handover_holding h
                  FULL JOIN (SELECT DISTINCT ON (office, donor_id) office, donor_id, id, kind, content_hash
                               FROM handover_entry ORDER BY office, donor_id, position DESC) e
                    ON e.office = h.office AND e.donor_id = h.donor_id
                 WHERE h.entry_id IS DISTINCT FROM e.id
                    OR h.state <> CASE e.kind WHEN 'INITIAL' THEN 'HELD' WHEN 'CHANGED' THEN 'HELD' ELSE e.kind END
                    OR h.content_hash IS DISTINCT FROM e.content_hash
                UNION
                SELECT 'hand-over/' || h.office || '/' || h.donor_id
                  FROM handover_holding h JOIN donor d ON d.id = h.donor_id
                 WHERE d.erased_at IS NOT NULL
                   AND NOT EXISTS (SELECT 1 FROM handover_entry e
                                    WHERE e.donor_id = h.donor_id AND e.office = h.office AND e.kind = 'ERASED')
                   AND NOT EXISTS (SELECT 1 FROM handover_due w WHERE w.donor_id = h.donor_id)
                """,
                data);
    }

    @Produces
    @Singleton
    Invariant feedsHaveNoHoles() {
        return new SqlInvariant(
                "I31",
                "The positions of each office's feed go from 1 to its end without a hole",
                """
                SELECT 'hand-over-feed/' || f.office FROM handover_feed f
                  LEFT JOIN (SELECT office, count(*) AS entries, max(position) AS last
                               FROM handover_entry GROUP BY office) e ON e.office = f.office
                 WHERE f.last_position <> coalesce(e.entries, 0) OR f.last_position <> coalesce(e.last, 0)
                """,
                data);
    }
}

package org.almoner.receipt;

import jakarta.inject.Singleton;
import java.util.List;
import org.almoner.selfcheck.Invariant;
import org.almoner.selfcheck.PatientReads;
import org.almoner.selfcheck.SqlInvariant;

/** I7: receipts and settled gifts belong together, one to one. */
@Singleton
class ReceiptsMatchGifts implements Invariant {

    private static final String SETTLED_ONCE =
            "('SETTLED', 'PARTLY_REFUNDED', 'REFUNDED', 'RETURNED')";

    private final SqlInvariant found;

    ReceiptsMatchGifts(PatientReads data) {
        this.found =
                new SqlInvariant(
                        "I7",
                        "Every gift that settled has one receipt and a mail owed for it (unless the"
                                + " donor chose one overview a year), and no other gift has one",
                        "SELECT coalesce(d.id, r.donation_id)::text FROM donation d"
                                + " FULL JOIN receipt r ON r.donation_id = d.id"
                                + " LEFT JOIN outbox_message o ON o.subject = r.id"
                                + " AND o.kind = 'receipt-mail' AND o.occurrence = 1"
                                + " WHERE (d.id IS NULL OR (d.state IN "
                                + SETTLED_ONCE
                                + ") <> (r.id IS NOT NULL))"
                                + " OR (r.id IS NOT NULL AND o.id IS NULL AND d.receipts = 'EACH')",
                        data);
    }

    @Override
    public String id() {
        return found.id();
    }

    @Override
    public String sentence() {
        return found.sentence();
    }

    @Override
    public List<String> offenders(int limit) {
        return found.offenders(limit);
    }
}

package org.almoner.erasure;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.almoner.donor.EmailAddress;

/**
 * Takes the person out of donors' rows, receipts, statements and mandates: what a rule holds keeps
 * what the rule needs and the day, all else becomes neutral. Rows, numbers and amounts stay, so
 * that books and invariants do not notice.
 */
@Singleton
class BlankRows {

    /** Nobody who writes the same data again is taken for this row. */
    private static final String NOBODYS_HASH =
            "encode(sha256(convert_to(CAST(gen_random_uuid() AS text) || CAST(donor.id AS text), 'UTF8')),"
                    + " 'hex')";

    private static final String UNTIL =
            "FROM unnest(CAST(:ids AS uuid[]), CAST(:untils AS date[])) AS held(id, until)";

    private static final String RESTRICT_DONORS =
            "UPDATE donor SET erased_at = coalesce(erased_at, :now), restricted_until = held.until,"
                    + " email = :nobody, phone = NULL, identity_hash = "
                    + NOBODYS_HASH
                    + " "
                    + UNTIL
                    + " WHERE donor.id = held.id";

    private static final String ERASE_DONORS =
            "UPDATE donor SET erased_at = coalesce(erased_at, :now), restricted_until = NULL,"
                    + " kind = 'ERASED', salutation = NULL, title = NULL, first_name = NULL,"
                    + " last_name = NULL, organisation = NULL, email = :nobody, phone = NULL,"
                    + " street = '-', house_number = NULL, extra = NULL, postcode = NULL, town = '-',"
                    + " region = NULL, identity_hash = "
                    + NOBODYS_HASH
                    + " WHERE id = ANY(:ids)";

    private static final String RESTRICT_RECEIPTS =
            "UPDATE receipt SET personal_until = held.until, snapshot = jsonb_set(snapshot,"
                    + " '{donor,email}', to_jsonb(CAST(:nobody AS text))) "
                    + UNTIL
                    + " WHERE receipt.id = held.id";

    private static final String ERASE_RECEIPTS =
            "UPDATE receipt SET personal_until = NULL, snapshot = jsonb_set(snapshot, '{donor}',"
                    + " jsonb_build_object('salutation', 'NEUTRAL', 'email', CAST(:nobody AS text)))"
                    + " WHERE id = ANY(:ids)";

    private static final String RESTRICT_MANDATES =
            "UPDATE sepa_mandate SET personal_until = held.until, version = version + 1 "
                    + UNTIL
                    + " WHERE sepa_mandate.id = held.id";

    private static final String ERASE_MANDATES =
            "UPDATE sepa_mandate SET personal_until = NULL, holder = '-', account = NULL,"
                    + " account_fingerprint = repeat('0', 64), account_masked = '********',"
                    + " ip = NULL, user_agent = NULL, version = version + 1 WHERE id = ANY(:ids)";

    private static final String RESTRICT_STATEMENTS =
            "UPDATE tax_statement SET personal_until = held.until "
                    + UNTIL
                    + " WHERE tax_statement.id = held.id";

    /** Number, days, total and the hash of the document stay: it can still be verified. */
    private static final String ERASE_STATEMENTS =
            "WITH emptied AS (UPDATE tax_statement_pdf SET bytes = '' WHERE statement_id = ANY(:ids))"
                    + " UPDATE tax_statement SET personal_until = NULL, sort_name = '-',"
                    + " sort_postcode = '-', recipient = jsonb_build_object('name', '-',"
                    + " 'address', jsonb_build_array(), 'country', recipient -> 'country')"
                    + " WHERE id = ANY(:ids)";

    private static final String RESTRICT_DECLARATIONS =
            "UPDATE gift_aid_declaration SET personal_until = held.until "
                    + UNTIL
                    + " WHERE gift_aid_declaration.id = held.id";

    private static final String ERASE_DECLARATIONS =
            "UPDATE gift_aid_declaration SET personal_until = NULL,"
                    + " declarant = jsonb_build_object(), evidence = CASE WHEN evidence IS NOT NULL"
                    + " THEN '-' END WHERE id = ANY(:ids)";

    private static final String RESTRICT_CLAIM_LINES =
            "UPDATE gift_aid_claim_line SET personal_until = held.until "
                    + UNTIL
                    + " WHERE gift_aid_claim_line.id = held.id";

    private static final String ERASE_CLAIM_LINES =
            "UPDATE gift_aid_claim_line SET personal_until = NULL, title = NULL, first_name = NULL,"
                    + " last_name = NULL, house = NULL, postcode = NULL WHERE id = ANY(:ids)";

    private static final String RESTRICT_AGREEMENTS =
            "UPDATE periodic_gift_agreement SET personal_until = held.until "
                    + UNTIL
                    + " WHERE periodic_gift_agreement.id = held.id";

    /** Number, amounts and days stay; a signature that was proved stays one. */
    private static final String ERASE_AGREEMENTS =
            "WITH emptied AS (UPDATE periodic_gift_agreement SET personal_until = NULL,"
                    + " giver = jsonb_build_object(), document_id = NULL,"
                    + " other_person = CASE WHEN other_person IS NOT NULL THEN '-' END,"
                    + " evidence = CASE WHEN evidence IS NOT NULL THEN '-' END,"
                    + " countersigned_by = CASE WHEN countersigned_by IS NOT NULL"
                    + " THEN jsonb_build_object('name', '-', 'function', '-', 'place', '-') END"
                    + " WHERE id = ANY(:ids) RETURNING id)"
                    + " DELETE FROM periodic_gift_document WHERE agreement_id IN (SELECT id FROM emptied)";

    private final ErasureSql sql;

    BlankRows(ErasureSql sql) {
        this.sql = sql;
    }

    /** Donors' rows. */
    void donors(List<Held> rows, Instant now) {
        blank(rows, now, RESTRICT_DONORS, ERASE_DONORS);
    }

    /** Receipts. */
    void receipts(List<Held> rows, Instant now) {
        blank(rows, now, RESTRICT_RECEIPTS, ERASE_RECEIPTS);
    }

    /** Tax statements, with their documents. */
    void statements(List<Held> rows, Instant now) {
        blank(rows, now, RESTRICT_STATEMENTS, ERASE_STATEMENTS);
    }

    /** Gift Aid declarations. */
    void declarations(List<Held> rows, Instant now) {
        blank(rows, now, RESTRICT_DECLARATIONS, ERASE_DECLARATIONS);
    }

    /** Rows of Gift Aid claims. */
    void claimLines(List<Held> rows, Instant now) {
        blank(rows, now, RESTRICT_CLAIM_LINES, ERASE_CLAIM_LINES);
    }

    /** Agreements of periodic gifts, with their signed forms. */
    void agreements(List<Held> rows, Instant now) {
        blank(rows, now, RESTRICT_AGREEMENTS, ERASE_AGREEMENTS);
    }

    /** Mandates. */
    void mandates(List<Held> rows, Instant now) {
        blank(rows, now, RESTRICT_MANDATES, ERASE_MANDATES);
    }

    private void blank(List<Held> rows, Instant now, String restrict, String erase) {
        List<Held> held = rows.stream().filter(Held::isHeld).toList();
        if (!held.isEmpty()) {
            sql.run(
                    restrict,
                    Map.of(
                            "ids", ErasureSql.ids(held.stream().map(Held::id).toList()),
                            "untils",
                                    held.stream()
                                            .map(it -> it.until().toString())
                                            .toArray(String[]::new),
                            "now", now,
                            "nobody", EmailAddress.NOBODY.value()));
        }
        List<UUID> free = rows.stream().filter(it -> !it.isHeld()).map(Held::id).toList();
        if (!free.isEmpty()) {
            sql.run(
                    erase,
                    Map.of(
                            "ids", ErasureSql.ids(free),
                            "now", now,
                            "nobody", EmailAddress.NOBODY.value()));
        }
    }
}

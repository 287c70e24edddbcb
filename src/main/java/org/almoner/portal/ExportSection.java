package org.almoner.portal;

import java.util.List;

/**
 * One list of the export, as the database writes it: a page of rows is one statement, whatever
 * hangs on them.
 *
 * @param owner the condition that makes a row this person's; its one parameter is the person
 * @param isByDonor whether that parameter is the donors' rows, or else the account
 * @param key names a row within the list as text, for the next page to go on behind it
 * @param json the row
 * @param from the tables
 */
record ExportSection(
        String name, boolean isByDonor, String owner, String key, String json, String from) {

    private static final String PERSON =
            """
            'kind', d.kind, 'salutation', d.salutation, 'title', d.title,
            'firstName', d.first_name, 'lastName', d.last_name,
            'organisation', d.organisation, 'email', d.email, 'phone', d.phone,
            'address', json_build_object('street', d.street, 'houseNumber', d.house_number,
                'postcode', d.postcode, 'town', d.town, 'country', d.country,
                'region', d.region, 'extra', d.extra)""";

    /** In the order in which they are written. */
    static final List<ExportSection> ALL =
            List.of(
                    ofAccount("emailAddresses", "a", "a.id::text", emails(), "account_address a"),
                    ofAccount("emailChanges", "c", "c.id::text", changes(), "address_change c"),
                    ofAccount("sessions", "s", "s.id::text", sessions(), "donor_session s"),
                    ofDonors("records", "d.id", "d.id::text", records(), "donor d"),
                    ofDonors(
                            "gifts",
                            "g.donor_id",
                            "g.id::text",
                            gifts(),
                            "donation g LEFT JOIN campaign k ON k.id = g.campaign_id"),
                    ofDonors(
                            "benefits",
                            "g.donor_id",
                            "b.id::text",
                            benefits(),
                            "gift_benefit b JOIN donation g ON g.id = b.donation_id"),
                    ofDonors(
                            "receipts",
                            "g.donor_id",
                            "r.id::text",
                            receipts(),
                            "receipt r JOIN donation g ON g.id = r.donation_id"),
                    ofDonors(
                            "taxStatements",
                            "s.donor_id",
                            "s.id::text",
                            statements(),
                            "tax_statement s"),
                    ofDonors(
                            "giftAidDeclarations",
                            "d.donor_id",
                            "d.id::text",
                            declarations(),
                            "gift_aid_declaration d"),
                    ofDonors(
                            "periodicGiftAgreements",
                            "a.donor_id",
                            "a.id::text",
                            agreements(),
                            "periodic_gift_agreement a"),
                    ofDonors(
                            "recurringGifts",
                            "g.donor_id",
                            "g.id::text",
                            recurringGifts(),
                            "recurring_gift g LEFT JOIN campaign k ON k.id = g.campaign_id"
                                    + " LEFT JOIN saved_method m ON m.id = g.saved_method_id"),
                    ofDonors(
                            "instalments",
                            "g.donor_id",
                            "i.recurring_gift_id::text || lpad(i.number::text, 10, '0')",
                            instalments(),
                            "instalment i JOIN recurring_gift g ON g.id = i.recurring_gift_id"),
                    ofDonors(
                            "recurringGiftChanges",
                            "g.donor_id",
                            "e.recurring_gift_id::text || lpad(e.position::text, 10, '0')",
                            events(),
                            "recurring_gift_event e"
                                    + " JOIN recurring_gift g ON g.id = e.recurring_gift_id"),
                    ofDonors(
                            "consents",
                            "e.donor_id",
                            "e.donor_id::text || lpad(e.seq::text, 19, '0')",
                            consents(),
                            "consent_event e JOIN consent_text_body b ON b.id = e.text_id"
                                    + " AND b.version = e.text_version AND b.locale = e.locale"
                                    + " LEFT JOIN consent_proof p ON p.id = e.proof_id"
                                    + " LEFT JOIN consent_evidence v ON v.id = p.evidence_id"),
                    ofDonors(
                            "handOvers",
                            "e.donor_id",
                            "e.id::text",
                            handOvers(),
                            "handover_entry e"),
                    ofAccount(
                            "signUps",
                            "a",
                            "s.id::text",
                            signUps(),
                            "sign_up s JOIN account_address a ON a.email_key = s.email_key"
                                    + " AND a.ended_at IS NULL"
                                    + " JOIN consent_text_body b ON b.id = s.text_id"
                                    + " AND b.version = s.text_version AND b.locale = s.locale"),
                    ofDonors(
                            "feedback",
                            "g.donor_id",
                            "f.draft_id::text",
                            object(
                                    "'gift', f.donation_id, 'rating', f.rating,"
                                            + " 'comment', f.comment, 'at', "
                                            + instant("f.given_at")),
                            "gift_feedback f JOIN donation g ON g.id = f.donation_id"));

    /** A page of the list; parameters: whose, the last key of the page before, how many. */
    String sql() {
        return """
               SELECT %1$s, json_strip_nulls(%2$s)::text FROM %3$s
               WHERE %4$s AND (%1$s) COLLATE "C" > ? ORDER BY (%1$s) COLLATE "C" LIMIT ?
               """
                .formatted(key, json, from, owner);
    }

    private static ExportSection ofAccount(
            String name, String table, String key, String json, String from) {
        return new ExportSection(name, false, table + ".account_id = ?", key, json, from);
    }

    private static ExportSection ofDonors(
            String name, String column, String key, String json, String from) {
        return new ExportSection(name, true, column + " = ANY (?)", key, json, from);
    }

    private static String object(String members) {
        return "json_build_object(" + members + ")";
    }

    private static String instant(String column) {
        return "to_char(" + column + " AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')";
    }

    private static String money(String table, String minor) {
        return """
               CASE WHEN %1$s.%2$s IS NOT NULL
                    THEN json_build_object('minor', %1$s.%2$s, 'currency', %1$s.currency) END"""
                .formatted(table, minor);
    }

    private static String emails() {
        return object(
                "'email', a.email, 'provedAt', "
                        + instant("a.proved_at")
                        + ", 'endedAt', "
                        + instant("a.ended_at"));
    }

    private static String changes() {
        return object(
                "'email', c.email, 'state', c.state, 'oldEmail', c.old_email, 'askedAt', "
                        + instant("c.asked_at")
                        + ", 'confirmedAt', "
                        + instant("c.confirmed_at"));
    }

    private static String sessions() {
        return object(
                "'browser', s.browser, 'signedInAt', "
                        + instant("s.signed_in_at")
                        + ", 'usedAt', "
                        + instant("s.used_at")
                        + ", 'endedAt', "
                        + instant("s.ended_at"));
    }

    private static String records() {
        return object(
                "'id', d.id, 'office', d.office_code, "
                        + PERSON
                        + ", 'locale', d.locale, 'writtenAt', "
                        + instant("d.created_at")
                        + ", 'lastSeenAt', "
                        + instant("d.last_seen_at"));
    }

    private static String gifts() {
        return object(
                "'id', g.id, 'record', g.donor_id, 'office', g.office, 'amount', "
                        + money("g", "amount_minor")
                        + ", 'returned', "
                        + money("g", "reversed_minor")
                        + ", 'campaign', k.slug, 'country', g.country, 'locale', g.locale,"
                        + " 'method', g.method, 'status', g.status,"
                        + " 'recurringGift', g.recurring_gift_id, 'instalment', g.instalment,"
                        + " 'pledgedAt', "
                        + instant("g.pledged_at")
                        + ", 'settledAt', "
                        + instant("g.settled_at")
                        + ", 'payments', (SELECT coalesce(json_agg("
                        + object(
                                "'method', p.method, 'provider', p.provider, 'state', p.state,"
                                        + " 'amount', "
                                        + money("p", "amount_minor")
                                        + ", 'account', sm.account_masked, 'mandate', sm.reference,"
                                        + " 'openedAt', "
                                        + instant("p.opened_at")
                                        + ", 'settledAt', "
                                        + instant("p.settled_at"))
                        + " ORDER BY p.attempt), '[]') FROM payment p"
                        + " LEFT JOIN sepa_collection sc ON sc.payment_id = p.id"
                        + " LEFT JOIN sepa_mandate sm ON sm.id = sc.mandate_id"
                        + " WHERE p.reference = g.id)");
    }

    private static String benefits() {
        return object(
                "'gift', b.donation_id, 'live', b.live, 'description', b.description, 'value', "
                        + money("b", "value_minor")
                        + ", 'cashLike', b.cash_like, 'intangibleReligious', b.intangible, 'reason', b.reason,"
                        + " 'recordedAt', "
                        + instant("b.recorded_at"));
    }

    private static String receipts() {
        return object(
                "'number', r.number, 'gift', r.donation_id, 'office', r.office,"
                        + " 'locale', r.locale, 'to', r.snapshot -> 'donor', 'issuedAt', "
                        + instant("r.issued_at"));
    }

    private static String statements() {
        return object(
                "'number', s.number, 'office', s.office, 'kind', s.kind, 'locale', s.locale,"
                        + " 'to', s.recipient, 'issuedOn', s.issued_on, 'from', s.from_day,"
                        + " 'until', s.to_day, 'gifts', s.gifts, 'total', "
                        + money("s", "total_minor")
                        + ", 'state', s.state, 'verification', s.verification, 'endedAt', "
                        + instant("s.ended_at"));
    }

    private static String declarations() {
        return object(
                "'id', d.id, 'office', d.office, 'channel', d.channel, 'declarant', d.declarant,"
                        + " 'gift', d.donation_id, 'coversFrom', d.covers_from,"
                        + " 'declaredOn', d.declared_on, 'text', d.text_id,"
                        + " 'textVersion', d.text_version, 'locale', d.locale,"
                        + " 'evidence', d.evidence, 'recordSentOn', d.record_sent_on,"
                        + " 'cancelledFrom', d.cancelled_from, 'cancelledAt', "
                        + instant("d.cancelled_at"));
    }

    private static String agreements() {
        return object(
                "'id', a.id, 'number', a.number, 'office', a.office,"
                        + " 'recurringGift', a.recurring_gift_id, 'yearlyAmount', "
                        + money("a", "amount_minor")
                        + ", 'firstYear', a.first_year, 'years', a.years, 'deathOf', a.death_of,"
                        + " 'otherPerson', a.other_person, 'earlyEnds', to_json(a.early_ends),"
                        + " 'partner', a.has_partner, 'giver', a.giver, 'status', a.state,"
                        + " 'offeredOn', a.offered_on, 'signedOn', a.signed_on,"
                        + " 'evidence', a.evidence, 'inForceSince', a.countersigned_on,"
                        + " 'endedOn', a.ended_on, 'endReason', a.end_reason, 'history',"
                        + " (SELECT json_agg("
                        + object(
                                "'what', e.kind, 'day', e.day, 'gift', e.donation_id, 'at', "
                                        + instant("e.happened_at"))
                        + " ORDER BY e.position) FROM periodic_gift_event e"
                        + " WHERE e.agreement_id = a.id)");
    }

    private static String recurringGifts() {
        return object(
                "'id', g.id, 'number', g.number, 'record', g.donor_id, 'office', g.office,"
                        + " 'amount', "
                        + money("g", "amount_minor")
                        + ", 'cadence', g.cadence, 'collectionDay', g.collection_day,"
                        + " 'startOn', g.start_on, 'endOn', g.end_on, 'campaign', k.slug,"
                        + " 'method', g.method, 'methodLabel', m.label, 'receipts', g.receipts,"
                        + " 'state', g.state, 'endReason', g.end_reason, 'agreedAt', "
                        + instant("g.created_at")
                        + ", 'endedAt', "
                        + instant("g.ended_at"));
    }

    private static String instalments() {
        return object(
                "'recurringGift', i.recurring_gift_id, 'number', i.number, 'dueOn', i.due_on,"
                        + " 'amount', "
                        + money("i", "amount_minor")
                        + ", 'state', i.state, 'reason', i.reason, 'gift', i.donation_id,"
                        + " 'closedAt', "
                        + instant("i.closed_at"));
    }

    private static String events() {
        return object(
                "'recurringGift', e.recurring_gift_id, 'what', e.kind, 'by', e.by_whom,"
                        + " 'instalment', e.instalment, 'reason', e.reason, 'before', e.before,"
                        + " 'after', e.after, 'at', "
                        + instant("e.happened_at"));
    }

    private static String handOvers() {
        return object(
                "'office', e.office, 'record', e.donor_id, 'from', e.from_office, 'kind', e.kind,"
                        + " 'instrument', e.instrument, 'law', e.law, 'reason', e.reason,"
                        + " 'textId', e.text_id, 'textVersion', e.text_version,"
                        + " 'fields', e.fields, 'madeAt', "
                        + instant("e.made_at")
                        + ", 'acknowledgedAt', "
                        + instant("e.acknowledged_at")
                        + ", 'deliveries', (SELECT coalesce(json_agg("
                        + object(
                                "'kind', v.kind, 'fields', v.fields, 'at', "
                                        + instant("v.delivered_at"))
                        + " ORDER BY v.id), '[]') FROM handover_delivery v"
                        + " WHERE v.entry_id = e.id)");
    }

    private static String signUps() {
        return object(
                "'id', s.id, 'email', s.email, 'office', s.office, 'recipient', s.recipient,"
                        + " 'textId', s.text_id, 'textVersion', s.text_version,"
                        + " 'locale', s.locale, 'text', b.body, 'country', s.country,"
                        + " 'state', s.state, 'page', s.ask_origin, 'ip', s.ask_ip,"
                        + " 'userAgent', s.ask_user_agent, 'askedAt', "
                        + instant("s.asked_at")
                        + ", 'mailedAt', "
                        + instant("s.mailed_at")
                        + ", 'confirmedAt', "
                        + instant("s.confirmed_at")
                        + ", 'withdrawnAt', "
                        + instant("s.withdrawn_at"));
    }

    private static String consents() {
        return object(
                "'id', e.id, 'record', e.donor_id, 'office', e.office, 'recipient', e.recipient,"
                        + " 'purpose', e.purpose, 'channel', e.channel, 'answer', e.decision,"
                        + " 'textId', e.text_id, 'textVersion', e.text_version,"
                        + " 'locale', e.locale, 'text', b.body, 'legalBasis', e.legal_basis,"
                        + " 'country', e.country, 'method', e.method, 'ip', p.ip,"
                        + " 'userAgent', p.user_agent, 'at', "
                        + instant("e.occurred_at")
                        + ", 'recordedAt', "
                        + instant("e.recorded_at")
                        + ", 'documentHash', v.sha256, 'calledAt', "
                        + instant("v.called_at")
                        + ", 'callNote', v.note");
    }
}

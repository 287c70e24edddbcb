package org.almoner.erasure;

import jakarta.inject.Singleton;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;

/** Says of each class of data at each office what became of it, under which law, until when. */
@Singleton
class WriteReport {

    private static final String BOOKS =
            "SELECT office, CAST(count(*) AS integer) AS records, max(booked_at) AS last"
                    + " FROM ledger_entry WHERE donation_id IN"
                    + " (SELECT id FROM donation WHERE donor_id = ANY(:donors))"
                    + " GROUP BY office ORDER BY office";

    private static final String CONSENTS =
            "SELECT d.office_code AS office, CAST(count(*) AS integer) AS records,"
                    + " CAST(:now AS timestamptz) AS last"
                    + " FROM consent_event e JOIN donor d ON d.id = e.donor_id"
                    + " WHERE d.id = ANY(:donors) GROUP BY d.office_code ORDER BY d.office_code";

    private static final String AGREEMENTS =
            "SELECT office, CAST(count(*) AS integer) AS records FROM recurring_gift"
                    + " WHERE donor_id = ANY(:donors) GROUP BY office ORDER BY office";

    private final ErasureSql sql;
    private final RetentionSchedule schedule;
    private final Offices offices;

    WriteReport(ErasureSql sql, RetentionSchedule schedule, Offices offices) {
        this.sql = sql;
        this.schedule = schedule;
        this.offices = offices;
    }

    /** What was found of a person. */
    record Found(
            List<Held> donors,
            List<Held> receipts,
            List<Held> statements,
            List<Held> giftAid,
            List<Held> agreements,
            List<Held> mandates,
            Map<DataClass, Integer> wiped) {}

    /** The items, those without an office first. */
    List<ErasureReport.Item> items(Found found, Map<String, Object> values) {
        List<ErasureReport.Item> items = new ArrayList<>();
        found.wiped()
                .forEach(
                        (data, rows) -> {
                            if (rows > 0) {
                                items.add(ErasureReport.Item.deleted(data, null, rows));
                            }
                        });
        if (((String[]) values.get("mailboxes")).length > 0) {
            items.add(suppression(found.donors(), values));
        }
        byOffice(found.donors()).forEach((office, rows) -> donors(items, office, rows, found));
        for (Tuple row : sql.read(AGREEMENTS, values)) {
            items.add(
                    new ErasureReport.Item(
                            DataClass.RECURRING_GIFT,
                            row.get("office", String.class),
                            ErasureReport.Outcome.ANONYMISED,
                            row.get("records", Integer.class),
                            null,
                            null));
        }
        sql.read(BOOKS, values).forEach(row -> items.add(anonymised(DataClass.BOOKS, row)));
        byOffice(found.statements())
                .forEach((office, rows) -> held(items, DataClass.TAX_STATEMENT, office, rows));
        byOffice(found.giftAid())
                .forEach((office, rows) -> held(items, DataClass.GIFT_AID, office, rows));
        byOffice(found.agreements())
                .forEach((office, rows) -> held(items, DataClass.PERIODIC_GIFT, office, rows));
        byOffice(found.mandates())
                .forEach((office, rows) -> held(items, DataClass.MANDATE, office, rows));
        sql.read(CONSENTS, values).forEach(row -> items.add(anonymised(DataClass.CONSENT, row)));
        return items;
    }

    private ErasureReport.Item suppression(List<Held> donors, Map<String, Object> values) {
        String law =
                donors.stream()
                        .map(Held::office)
                        .sorted()
                        .findFirst()
                        .map(it -> schedule.rule(DataClass.SUPPRESSION, office(it)).law())
                        .orElse(null);
        int mailboxes = ((String[]) values.get("mailboxes")).length;
        return new ErasureReport.Item(
                DataClass.SUPPRESSION, null, ErasureReport.Outcome.KEPT, mailboxes, law, null);
    }

    private void donors(
            List<ErasureReport.Item> items, String office, List<Held> rows, WriteReport.Found all) {
        int free = (int) rows.stream().filter(it -> !it.isHeld()).count();
        if (free > 0) {
            items.add(ErasureReport.Item.deleted(DataClass.DONOR, office, free));
        }
        latest(rows)
                .ifPresent(
                        longest ->
                                items.add(restricted(DataClass.GIFT, rows.size() - free, longest)));
        int empty =
                (int)
                        all.receipts().stream()
                                .filter(it -> it.office().equals(office) && !it.isHeld())
                                .count();
        if (empty > 0) {
            items.add(
                    new ErasureReport.Item(
                            DataClass.GIFT,
                            office,
                            ErasureReport.Outcome.ANONYMISED,
                            empty,
                            null,
                            null));
        }
    }

    private void held(
            List<ErasureReport.Item> items, DataClass data, String office, List<Held> rows) {
        int free = (int) rows.stream().filter(it -> !it.isHeld()).count();
        if (free > 0) {
            items.add(ErasureReport.Item.deleted(data, office, free));
        }
        latest(rows).ifPresent(longest -> items.add(restricted(data, rows.size() - free, longest)));
    }

    private static ErasureReport.Item restricted(DataClass data, int records, Held longest) {
        return new ErasureReport.Item(
                data,
                longest.office(),
                ErasureReport.Outcome.RESTRICTED,
                records,
                longest.law(),
                longest.until());
    }

    private ErasureReport.Item anonymised(DataClass data, Tuple row) {
        Office office = office(row.get("office", String.class));
        RetentionRule rule = schedule.rule(data, office);
        return new ErasureReport.Item(
                data,
                office.code().value(),
                ErasureReport.Outcome.ANONYMISED,
                row.get("records", Integer.class),
                rule.law(),
                rule.until(row.get("last", Instant.class), office));
    }

    private Office office(String code) {
        return offices.byCode(new OfficeCode(code));
    }

    private static Optional<Held> latest(List<Held> rows) {
        return rows.stream().filter(Held::isHeld).max(Comparator.comparing(Held::until));
    }

    private static Map<String, List<Held>> byOffice(List<Held> rows) {
        return rows.stream()
                .collect(Collectors.groupingBy(Held::office, TreeMap::new, Collectors.toList()));
    }
}

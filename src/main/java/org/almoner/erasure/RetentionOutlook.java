package org.almoner.erasure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.almoner.donor.DonorId;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;

/**
 * Tells what the law makes the office of a donor's gifts keep, and until when, without erasing
 * anybody: it stays there, wherever the person moves.
 */
@ApplicationScoped
public class RetentionOutlook {

    private static final String AGREEMENTS =
            "SELECT office, CAST(count(*) AS integer) AS records FROM recurring_gift"
                    + " WHERE donor_id = ANY(:donors) AND state NOT IN ('CANCELLED', 'ENDED', 'ABANDONED')"
                    + " GROUP BY office ORDER BY office";

    private final FindWhatIsHeld find;
    private final RetentionSchedule schedule;
    private final Offices offices;
    private final ErasureSql sql;

    RetentionOutlook(
            FindWhatIsHeld find, RetentionSchedule schedule, Offices offices, ErasureSql sql) {
        this.find = find;
        this.schedule = schedule;
        this.offices = offices;
        this.sql = sql;
    }

    /**
     * One class of data at one office.
     *
     * @param data such as {@code GIFT}
     * @param records how many there are
     * @param until the last day a rule holds them; {@code null} for agreements that go on
     * @param law which makes the office keep them; {@code null} as the day
     */
    public record Kept(String data, OfficeCode office, int records, LocalDate until, String law) {}

    /** By class of data and office; what no rule holds is not among them. */
    @Transactional
    public List<Kept> of(Collection<DonorId> donors, Instant now) {
        List<UUID> ids = donors.stream().map(DonorId::value).toList();
        List<Kept> all = new ArrayList<>();
        add(all, DataClass.GIFT, find.receipts(ids, now));
        add(all, DataClass.TAX_STATEMENT, find.statements(ids, now));
        add(all, DataClass.MANDATE, find.mandates(ids, now));
        add(all, DataClass.GIFT_AID, find.declarations(ids, now));
        add(all, DataClass.PERIODIC_GIFT, find.agreements(ids, now));
        sql.read(AGREEMENTS, Map.of("donors", ErasureSql.ids(ids)))
                .forEach(
                        row ->
                                all.add(
                                        new Kept(
                                                DataClass.RECURRING_GIFT.name(),
                                                new OfficeCode(row.get("office", String.class)),
                                                row.get("records", Integer.class),
                                                null,
                                                null)));
        return all;
    }

    private void add(List<Kept> all, DataClass data, List<Held> rows) {
        Map<String, List<LocalDate>> byOffice =
                rows.stream()
                        .filter(Held::isHeld)
                        .collect(
                                Collectors.groupingBy(
                                        Held::office,
                                        TreeMap::new,
                                        Collectors.mapping(Held::until, Collectors.toList())));
        byOffice.forEach(
                (office, days) -> {
                    OfficeCode code = new OfficeCode(office);
                    all.add(
                            new Kept(
                                    data.name(),
                                    code,
                                    days.size(),
                                    days.stream()
                                            .filter(Objects::nonNull)
                                            .max(LocalDate::compareTo)
                                            .orElse(null),
                                    schedule.rule(data, offices.byCode(code)).law()));
                });
    }
}

package org.almoner.bank;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.almoner.donor.DonorBook;
import org.almoner.donor.DonorId;
import org.almoner.donor.DonorKind;
import org.almoner.donor.DonorView;
import org.almoner.donor.PersonName;
import org.almoner.money.Money;
import org.almoner.sql.Sql;

/** Looks for what a movement may belong to: same account, same name, same amount. */
@Singleton
class ProposeGifts {

    private static final int MOST = 10;

    /** Donors to whom money of the same account was assigned before. */
    private static final String BY_ACCOUNT =
            """
            SELECT DISTINCT g.donor_id FROM bank_movement m JOIN donation g ON g.id = m.donation_id
             WHERE m.account_print = ? AND m.office = ? LIMIT 50""";

    /** The expression of the index ix_donor_name, letter by letter. */
    private static final String BY_NAME =
            """
            SELECT d.id FROM donor d
             WHERE rtrim(lower(coalesce(d.first_name || ' ', '') || coalesce(d.last_name || ' ', '')
                   || coalesce(d.organisation, ''))) = ANY (?)
               AND lower(coalesce(d.first_name || ' ', '') || coalesce(d.last_name || ' ', '')
                   || coalesce(d.organisation, '')) LIKE ANY (?)
               AND d.office_code = ? AND d.erased_at IS NULL LIMIT 50""";

    /** Promises by bank transfer that are not paid: of the amount, or of the donors. */
    private static final String WAITING =
            """
            (SELECT g.id, g.donor_id, g.amount_minor, g.currency, g.pledged_at FROM donation g
               JOIN payment p ON p.reference = g.id AND p.provider = 'bank'
                AND p.state = 'PENDING' AND p.review_reason IS NULL
              WHERE g.office = ? AND g.state = 'PLEDGED' AND g.method = 'BANK_TRANSFER'
                AND g.amount_minor = ? AND g.currency = ?
              ORDER BY g.pledged_at DESC LIMIT 50)
            UNION
            (SELECT g.id, g.donor_id, g.amount_minor, g.currency, g.pledged_at FROM donation g
               JOIN payment p ON p.reference = g.id AND p.provider = 'bank'
                AND p.state = 'PENDING' AND p.review_reason IS NULL
              WHERE g.donor_id = ANY (?) AND g.office = ? AND g.state = 'PLEDGED'
                AND g.amount_minor = ? AND g.currency = ?
              ORDER BY g.pledged_at DESC LIMIT 50)""";

    private final Sql sql;
    private final DonorBook donors;

    ProposeGifts(Sql sql, DonorBook donors) {
        this.sql = sql;
        this.donors = donors;
    }

    /**
     * What is known of the movement.
     *
     * @param incoming whether it can be a gift at all
     * @param accountPrint fingerprint of the payer's account; {@code null} when it is not told
     */
    record Sought(
            String office,
            Money amount,
            boolean incoming,
            String accountPrint,
            Optional<String> name) {

        @Override
        public String toString() {
            return "Sought[" + office + "]";
        }
    }

    private record Promise(UUID gift, UUID donor, Money amount, Instant pledgedAt) {

        static Promise read(ResultSet row) throws SQLException {
            return new Promise(
                    Sql.id(row, "id"),
                    Sql.id(row, "donor_id"),
                    Money.of(row.getLong("amount_minor"), row.getString("currency")),
                    Sql.instant(row, "pledged_at"));
        }
    }

    List<Proposal> proposals(Sought sought) {
        if (!sought.incoming()) {
            return List.of();
        }
        Set<UUID> ofAccount = new LinkedHashSet<>(byAccount(sought));
        Set<UUID> ofName =
                new LinkedHashSet<>(sought.name().map(it -> byName(it, sought)).orElse(List.of()));
        Set<UUID> alike = new LinkedHashSet<>(ofAccount);
        alike.addAll(ofName);
        List<Promise> promises = promises(sought, List.copyOf(alike));
        Map<DonorId, DonorView> known = people(promises, alike);
        addNamesakes(ofName, known, sought.name().map(ProposeGifts::spellings).orElse(List.of()));
        List<Proposal> found = new ArrayList<>();
        for (Promise promise : promises) {
            List<Proposal.Likeness> why = why(promise.donor(), ofAccount, ofName);
            why.add(Proposal.Likeness.SAME_AMOUNT);
            add(found, known, promise, why);
            alike.remove(promise.donor());
        }
        for (UUID donor : alike) {
            add(found, known, new Promise(null, donor, null, null), why(donor, ofAccount, ofName));
        }
        found.sort(Comparator.comparingInt(ProposeGifts::weight).reversed());
        return found.stream().limit(MOST).toList();
    }

    /**
     * Of a name that many have not all were looked up by it: whoever is known otherwise is asked.
     */
    private static void addNamesakes(
            Set<UUID> ofName, Map<DonorId, DonorView> known, List<String> spellings) {
        known.forEach(
                (id, donor) -> {
                    if (spellings.contains(written(donor))) {
                        ofName.add(id.value());
                    }
                });
    }

    private static String written(DonorView donor) {
        PersonName person = donor.details().person();
        String whole =
                (person == null ? "" : person.firstName() + " " + person.lastName() + " ")
                        + (donor.details().organisation() == null
                                ? ""
                                : donor.details().organisation());
        return whole.toLowerCase(Locale.ROOT).strip();
    }

    private static int weight(Proposal proposal) {
        return proposal.why().stream().mapToInt(Proposal.Likeness::weight).sum();
    }

    private static List<Proposal.Likeness> why(UUID donor, Set<UUID> ofAccount, Set<UUID> ofName) {
        List<Proposal.Likeness> why = new ArrayList<>();
        if (ofAccount.contains(donor)) {
            why.add(Proposal.Likeness.SAME_ACCOUNT);
        }
        if (ofName.contains(donor)) {
            why.add(Proposal.Likeness.SAME_NAME);
        }
        return why;
    }

    private static void add(
            List<Proposal> found,
            Map<DonorId, DonorView> known,
            Promise promise,
            List<Proposal.Likeness> why) {
        DonorView donor = known.get(new DonorId(promise.donor()));
        if (donor != null && donor.details().kind() != DonorKind.ERASED) {
            found.add(
                    new Proposal(
                            promise.gift(),
                            promise.donor(),
                            donor.displayName(),
                            promise.amount(),
                            promise.pledgedAt(),
                            why));
        }
    }

    private List<UUID> byAccount(Sought sought) {
        return sought.accountPrint() == null
                ? List.of()
                : sql.read(
                        BY_ACCOUNT,
                        row -> Sql.id(row, "donor_id"),
                        sought.accountPrint(),
                        sought.office());
    }

    private List<UUID> byName(String name, Sought sought) {
        List<String> spellings = spellings(name);
        if (spellings.isEmpty()) {
            return List.of();
        }
        return sql.read(
                BY_NAME,
                row -> Sql.id(row, "id"),
                Sql.Column.texts(spellings),
                Sql.Column.texts(spellings.stream().map(it -> escaped(it) + "%").toList()),
                sought.office());
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    /** Banks write names in capitals, with the last name first, with a comma or without. */
    static List<String> spellings(String name) {
        String plain =
                Normalizer.normalize(name, Normalizer.Form.NFC)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("\\b(dr|prof|herr|frau|mr|mrs|ms)\\.?\\s+", "")
                        .replaceAll("\\s+", " ")
                        .strip();
        String straight = plain.replace(",", "").strip();
        Set<String> all = new LinkedHashSet<>();
        if (straight.length() > 2) {
            all.add(straight);
            String[] words = straight.split(" ");
            if (words.length > 1) {
                all.add(straight.substring(words[0].length() + 1) + " " + words[0]);
                String last = words[words.length - 1];
                all.add(last + " " + straight.substring(0, straight.length() - last.length() - 1));
            }
        }
        return List.copyOf(all);
    }

    private List<Promise> promises(Sought sought, List<UUID> donorsAlike) {
        long minor = sought.amount().minor();
        String currency = sought.amount().currency().getCurrencyCode();
        return sql.read(
                WAITING,
                Promise::read,
                sought.office(),
                minor,
                currency,
                Sql.Column.ids(donorsAlike),
                sought.office(),
                minor,
                currency);
    }

    private Map<DonorId, DonorView> people(List<Promise> promises, Set<UUID> alike) {
        Map<UUID, DonorId> wanted = new LinkedHashMap<>();
        promises.forEach(it -> wanted.put(it.donor(), new DonorId(it.donor())));
        alike.forEach(it -> wanted.put(it, new DonorId(it)));
        return donors.findAll(wanted.values());
    }
}

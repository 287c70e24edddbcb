package org.almoner.bank;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.almoner.campaign.CampaignId;
import org.almoner.campaign.Campaigns;
import org.almoner.donation.BookTransfers;
import org.almoner.donation.DonationId;
import org.almoner.donation.DonationView;
import org.almoner.donation.ReceivedTransfer;
import org.almoner.donor.DonorBook;
import org.almoner.donor.DonorId;
import org.almoner.donor.DonorKind;
import org.almoner.donor.DonorView;
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.almoner.payment.AccountWord;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;
import org.almoner.sql.Sql;

/** Carries out what a person decides about a movement that waits; once, whoever asks. */
@ApplicationScoped
public class DecideEntry {

    private static final String HOLD =
            "SELECT "
                    + Movement.COLUMNS
                    + ", state FROM bank_movement WHERE id = ? AND state NOT IN ('NEW', 'MATCHED', 'SPLIT')"
                    + " FOR UPDATE";

    private static final String STORE =
            "UPDATE bank_movement SET state = ?, payment_id = ?::uuid, donation_id = ?::uuid,"
                    + " belongs_to = ?::text, decided_at = ?, decided_by = ?, note = ?::text WHERE id = ? AND state = 'WAITING'";

    private final Sql sql;
    private final MatchSlice slice;
    private final BookTransfers transfers;
    private final DonorBook donors;
    private final Campaigns campaigns;
    private final Offices offices;
    private final InstantSource clock;

    DecideEntry(
            Sql sql,
            MatchSlice slice,
            BookTransfers transfers,
            DonorBook donors,
            Campaigns campaigns,
            Offices offices,
            InstantSource clock) {
        this.sql = sql;
        this.slice = slice;
        this.transfers = transfers;
        this.donors = donors;
        this.campaigns = campaigns;
        this.offices = offices;
        this.clock = clock;
    }

    /**
     * What was done.
     *
     * @param state what the movement is now
     * @param gift what it was booked on; {@code null} when on nothing
     */
    public record Decided(UUID id, String state, UUID gift) {}

    /** The office whose movement it is; empty when none of that id waits or waited. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Optional<String> officeOf(UUID id) {
        return sql.one(
                "SELECT office FROM bank_movement WHERE id = ?"
                        + " AND state NOT IN ('NEW', 'MATCHED', 'SPLIT')",
                row -> row.getString(1),
                id);
    }

    /**
     * Decides, in the caller's transaction.
     *
     * @throws DomainProblem 404 when there is no such movement; 409 when it is decided already, or
     *     the gift is paid or in another person's hands; 400 when money that did not come in is to
     *     be a gift or a payout, or amount, currency, payout, donor or campaign do not fit
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public Decided decide(UUID id, Decision decision, String actor) {
        record Held(Movement movement, String state) {}
        Held held =
                sql.one(HOLD, row -> new Held(Movement.read(row), row.getString("state")), id)
                        .orElseThrow(DomainProblem::notFound);
        if (!held.state().equals("WAITING")) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE, "Somebody has decided about this money already.");
        }
        if (decision instanceof Decision.Assign it) {
            requireIncoming(held.movement(), "/gift");
            DonationView gift =
                    transfers.onPromise(new DonationId(it.gift()), slice.arrival(held.movement()));
            return store(held.movement(), new Booked("ASSIGNED", gift, null, null), actor);
        }
        if (decision instanceof Decision.IsPayout it) {
            requireIncoming(held.movement(), "/payout");
            String payout = payout(held.movement(), it.payout());
            return store(held.movement(), new Booked("ASSIGNED", null, payout, null), actor);
        }
        if (decision instanceof Decision.MakeGift it) {
            requireIncoming(held.movement(), "/newGift");
            return store(
                    held.movement(),
                    new Booked("MADE_A_GIFT", gift(held.movement(), it), null, null),
                    actor);
        }
        if (decision instanceof Decision.SendBack it) {
            requireIncoming(held.movement(), "/sentBack");
            return store(held.movement(), new Booked("SENT_BACK", null, null, it.reason()), actor);
        }
        String why = ((Decision.SetAside) decision).reason();
        return store(held.movement(), new Booked("SET_ASIDE", null, null, why), actor);
    }

    private static void requireIncoming(Movement movement, String pointer) {
        if (!movement.credit() || movement.amount().isZero()) {
            throw DomainProblem.invalid(
                    pointer, "not_incoming_money", "Only money that came in can be this.");
        }
    }

    private DonationView gift(Movement movement, Decision.MakeGift wish) {
        Office office = offices.byCode(new OfficeCode(movement.office()));
        if (!office.currency().equals(movement.amount().currency())) {
            throw DomainProblem.invalid(
                    "/newGift",
                    "foreign_currency",
                    "The office receives gifts in another currency.");
        }
        DonorView donor =
                donors.find(new DonorId(wish.donor()))
                        .filter(it -> it.office().equals(office.code()))
                        .filter(it -> it.details().kind() != DonorKind.ERASED)
                        .orElseThrow(
                                () ->
                                        DomainProblem.invalid(
                                                "/newGift/donor",
                                                "unknown_donor",
                                                "The office has no such donor."));
        return transfers.asGift(
                new ReceivedTransfer(
                        movement.id(),
                        slice.arrival(movement),
                        donor.id(),
                        campaign(wish.campaign(), office),
                        donor.details().address() == null
                                ? office.country()
                                : donor.details().address().country(),
                        donor.locale()));
    }

    private CampaignId campaign(UUID wanted, Office office) {
        if (wanted == null) {
            return null;
        }
        return campaigns
                .byId(new CampaignId(wanted))
                .filter(it -> it.office().map(office.code()::equals).orElse(true))
                .orElseThrow(
                        () ->
                                DomainProblem.invalid(
                                        "/newGift/campaign",
                                        "unknown_campaign",
                                        "The office has no such campaign."))
                .id();
    }

    private String payout(Movement movement, UUID wanted) {
        String payout = "payout/" + wanted;
        AccountWord word =
                slice.assign(movement, payout)
                        .orElseThrow(
                                () ->
                                        DomainProblem.invalid(
                                                "/payout",
                                                "unknown_payout",
                                                "The office has no such payout."));
        if (word instanceof AccountWord.Waits against) {
            throw DomainProblem.invalid(
                    "/payout",
                    against.reason(),
                    "A payout of this amount that has neither arrived nor come back.");
        }
        return payout;
    }

    /** What came of it; what does not apply is {@code null}. */
    private record Booked(String state, DonationView gift, String belongsTo, String note) {}

    private Decided store(Movement movement, Booked booked, String actor) {
        UUID gift = booked.gift() == null ? null : booked.gift().id().value();
        int changed =
                sql.write(
                        STORE,
                        booked.state(),
                        gift == null ? null : paymentOf(movement),
                        gift,
                        booked.belongsTo(),
                        clock.instant(),
                        actor,
                        booked.note(),
                        movement.id());
        if (changed != 1) {
            throw new IllegalStateException("Movement " + movement.id() + " was let go");
        }
        return new Decided(movement.id(), booked.state(), gift);
    }

    private UUID paymentOf(Movement movement) {
        return sql.one(
                        "SELECT payment_id FROM incoming_transfer WHERE entry_id = ?",
                        row -> Sql.id(row, "payment_id"),
                        movement.key())
                .orElseThrow();
    }
}

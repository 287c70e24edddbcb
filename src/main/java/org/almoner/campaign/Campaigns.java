package org.almoner.campaign;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import org.almoner.money.Money;

/** Campaigns and what gifts have brought them. */
@Singleton
public class Campaigns {

    private final CampaignBook book;

    Campaigns(CampaignBook book) {
        this.book = book;
    }

    /** The campaign of that slug if gifts can name it at that moment. */
    public Optional<CampaignView> find(String slug, Instant at) {
        return book.bySlug(slug).filter(it -> it.isOpenAt(at)).map(Campaign::view);
    }

    /** The campaign of that slug, open or not. */
    public Optional<CampaignView> bySlug(String slug) {
        return book.bySlug(slug).map(Campaign::view);
    }

    /** The campaign with that id, open or not. */
    public Optional<CampaignView> byId(CampaignId id) {
        return book.byId(id).map(Campaign::view);
    }

    /**
     * Adds settled money, in the caller's transaction, which must be open. Callers that book at the
     * same time do not wait for one another but by chance (one in sixteen).
     *
     * @param giftsDelta by how many gifts the count grows, zero or more
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void book(CampaignId campaign, Money amount, int giftsDelta) {
        book.add(campaign, amount, giftsDelta, 1);
    }

    /**
     * Takes back money that flowed back, in the caller's transaction, which must be open.
     *
     * @param giftsDelta by how many gifts the count shrinks, zero or more
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void unbook(CampaignId campaign, Money amount, int giftsDelta) {
        book.add(campaign, amount, giftsDelta, -1);
    }
}

package org.almoner.portal;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.almoner.campaign.CampaignId;
import org.almoner.campaign.CampaignView;
import org.almoner.campaign.Campaigns;
import org.almoner.giving.PaymentMethod;
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;

/** Tells a donor of a gift; names of offices and campaigns are at hand and cost no query. */
@Singleton
class DescribeGift {

    private final Offices offices;
    private final Campaigns campaigns;

    DescribeGift(Offices offices, Campaigns campaigns) {
        this.offices = offices;
        this.campaigns = campaigns;
    }

    MyGift describe(MyGiftsTable.Row row, String language) {
        PlainWords words = PlainWords.in(language);
        return new MyGift(
                row.id(),
                row.amount(),
                row.reversed().minor() == 0 ? null : row.reversed(),
                row.status(),
                words.of(row.status(), row.method()),
                row.pledgedAt(),
                row.settledAt(),
                office(row.office()),
                campaign(row.campaign(), language),
                method(row.method(), row.label(), language),
                row.receipt() == null
                        ? null
                        : new MyGift.Receipt(row.receipt(), day(row.office(), row.receiptAt())),
                row.recurringGift());
    }

    /** The office by the name it has now. */
    MyGift.ToOffice office(String code) {
        return new MyGift.ToOffice(code, find(code).map(Office::legalName).orElse(code));
    }

    /** The campaign by its name in the language; {@code null} for none. */
    MyGift.ForCampaign campaign(UUID id, String language) {
        if (id == null) {
            return null;
        }
        return campaigns.byId(new CampaignId(id)).map(it -> named(it, language)).orElse(null);
    }

    private static MyGift.ForCampaign named(CampaignView campaign, String language) {
        return new MyGift.ForCampaign(
                campaign.slug(), campaign.name(Locale.forLanguageTag(language)));
    }

    /** The method by its name in the language. */
    MyGift.PaidBy method(PaymentMethod method, String label, String language) {
        return new MyGift.PaidBy(method, PlainWords.in(language).of(method), label);
    }

    private LocalDate day(String office, Instant at) {
        ZoneId zone = find(office).map(Office::zone).orElse(ZoneOffset.UTC);
        return at.atZone(zone).toLocalDate();
    }

    private Optional<Office> find(String code) {
        return offices.find(new OfficeCode(code));
    }
}

package org.almoner.campaign;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** Identifies a campaign. */
public record CampaignId(@JsonValue UUID value) {

    public CampaignId {
        Objects.requireNonNull(value, "campaign id");
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

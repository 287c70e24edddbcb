package org.almoner.wizard;

import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.almoner.donation.DonationUnpaid;

/** Hears of attempts that brought no money. */
@ApplicationScoped
@Unremovable
class HeardUnpaid {

    private final List<DonationUnpaid> heard = new CopyOnWriteArrayList<>();

    void on(@Observes DonationUnpaid event) {
        heard.add(event);
    }

    /** State and reason of each attempt of the gift, in order. */
    List<String> of(String gift) {
        return heard.stream()
                .filter(event -> event.donation().toString().equals(gift))
                .map(event -> event.state() + " " + event.reasonCode())
                .toList();
    }
}

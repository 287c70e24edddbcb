package org.almoner.wizard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.almoner.donor.Iban;
import org.almoner.strongbox.Compartment;
import org.almoner.strongbox.SealedColumn;
import org.almoner.strongbox.Strongbox;

/** Bank accounts between step 3 and completion: sealed with the draft, and gone with it. */
@ApplicationScoped
class DraftAccounts {

    private static final SealedColumn COLUMN = new SealedColumn("gift_draft", "account");

    private final Strongbox strongbox;

    DraftAccounts(Strongbox strongbox) {
        this.strongbox = strongbox;
    }

    @Produces
    @Singleton
    static SealedColumn column() {
        return COLUMN;
    }

    /** The account as it lies with the draft of this id. */
    String sealed(UUID draft, Iban account) {
        return strongbox.seal(place(draft), account.value());
    }

    /** The account of a draft whose step 3 chose direct debit. */
    Iban of(GiftDraft draft) {
        return new Iban(strongbox.open(place(draft.id()), draft.account()));
    }

    private static Compartment place(UUID draft) {
        return new Compartment(COLUMN.table(), COLUMN.column(), draft);
    }
}

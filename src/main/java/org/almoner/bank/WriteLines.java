package org.almoner.bank;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.almoner.bankfile.CamtPart;
import org.almoner.id.Ids;
import org.almoner.money.Money;
import org.almoner.problem.DomainProblem;
import org.almoner.strongbox.Strongbox;

/** Makes rows of lines: what may be read is kept readable, what names people is sealed. */
final class WriteLines {

    private static final int LONGEST_CODE = 40;
    private static final int LONGEST_PROPRIETARY = 60;

    /** What the contract knows as an amount. */
    static final long LARGEST_MINOR = 1_000_000_000_000_000L;

    private final Ids ids;
    private final Strongbox strongbox;
    private final Identity identity;

    WriteLines(Ids ids, Strongbox strongbox) {
        this.ids = ids;
        this.strongbox = strongbox;
        this.identity = new Identity(strongbox::fingerprint);
    }

    OneLine begin(int statement, String account, CamtPart.Entry entry) {
        if (entry.amount().minor() > LARGEST_MINOR) {
            throw tooLarge();
        }
        LocalDate day =
                entry.bookedOn()
                        .or(entry::valueOn)
                        .orElseThrow(
                                () ->
                                        FileRefusal.of(
                                                "missing_date",
                                                "A booked entry needs a day of booking or of"
                                                        + " value."));
        return new OneLine(this, statement, new Identity.Line(account, day, entry));
    }

    static DomainProblem tooLarge() {
        return FileRefusal.of(
                "invalid_amount", "An amount is at most 10 000 000 000 000 of its currency.");
    }

    /** Where in its line a row stands. */
    record Place(int part, int parts, boolean apart, String details) {}

    Incoming row(OneLine line, Place place, Optional<CamtPart.Detail> detail) {
        CamtPart.Entry entry = line.entry();
        boolean whole = place.part() == 0;
        Money amount =
                whole
                        ? entry.amount()
                        : detail.flatMap(CamtPart.Detail::amount)
                                .orElse(Money.zero(entry.amount().currency()));
        boolean credit = whole ? entry.credit() : detail.map(CamtPart.Detail::credit).orElse(false);
        Told told = new Told(entry, line.batch(), detail);
        UUID id = ids.next();
        return new Incoming(
                id,
                line.statement(),
                entry.number(),
                place.part(),
                place.parts(),
                place.apart(),
                whole ? identity.ofLine(line.identity(), place.details()) : null,
                line.identity().day(),
                amount.minor(),
                amount.currency().getCurrencyCode(),
                credit,
                entry.reversal(),
                whole && isBatch(line, place),
                entry.code().domain().map(it -> Told.cut(it, LONGEST_CODE)).orElse(null),
                entry.code()
                        .proprietary()
                        .map(it -> Told.cut(it, LONGEST_PROPRIETARY))
                        .orElse(null),
                detail.map(FindReference::in).orElse(FindReference.Found.NOTHING),
                identity.ofContent(line.identity(), amount, credit, told),
                told.sealed(id, strongbox),
                line.identity().account(),
                told.account().map(identity::ofAccount).orElse(null));
    }

    /** A sum of movements that the bank does not tell apart. */
    private static boolean isBatch(OneLine line, Place place) {
        return place.parts() > 1
                || line.batch().flatMap(CamtPart.Batch::count).filter(it -> it > 1).isPresent()
                || (place.parts() == 0 && line.batch().flatMap(CamtPart.Batch::block).isPresent());
    }
}

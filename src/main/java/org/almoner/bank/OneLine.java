package org.almoner.bank;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.almoner.bankfile.CamtPart;
import org.almoner.money.Money;

/** A booked line while its parts are read. Of these it keeps one, however many there are. */
final class OneLine {

    private final WriteLines write;
    private final int statement;
    private final Identity.Line identity;
    private final MessageDigest digest = Sha256.begin();
    private Optional<CamtPart.Batch> batch = Optional.empty();
    private CamtPart.Detail first;
    private int parts;
    private BigInteger sum = BigInteger.ZERO;
    private boolean amountsKnown = true;

    OneLine(WriteLines write, int statement, Identity.Line identity) {
        this.write = write;
        this.statement = statement;
        this.identity = identity;
    }

    CamtPart.Entry entry() {
        return identity.entry();
    }

    Identity.Line identity() {
        return identity;
    }

    int statement() {
        return statement;
    }

    Optional<CamtPart.Batch> batch() {
        return batch;
    }

    void batch(CamtPart.Batch told) {
        if (batch.isEmpty()) {
            batch = Optional.of(told);
        }
    }

    /** One more part; the rows that are certain by now. */
    List<Incoming> detail(CamtPart.Detail detail) {
        parts++;
        add(detail);
        if (parts == 1) {
            first = detail;
            return List.of();
        }
        List<Incoming> rows = new ArrayList<>(2);
        if (parts == 2) {
            rows.add(part(1, first));
        }
        rows.add(part(parts, detail));
        return rows;
    }

    private void add(CamtPart.Detail detail) {
        digest.update(Identity.written(detail).getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
        Optional<Money> amount =
                detail.amount().filter(it -> it.currency().equals(entry().amount().currency()));
        amountsKnown &= amount.isPresent();
        amount.map(it -> signed(it, detail.credit())).ifPresent(it -> sum = sum.add(it));
    }

    private static BigInteger signed(Money amount, boolean credit) {
        return BigInteger.valueOf(credit ? amount.minor() : -amount.minor());
    }

    private Incoming part(int number, CamtPart.Detail detail) {
        return write.row(this, new WriteLines.Place(number, 0, false, null), Optional.of(detail));
    }

    /** The rows that are left once there are no more parts. */
    List<Incoming> finish() {
        boolean apart =
                parts > 1 && amountsKnown && sum.equals(signed(entry().amount(), entry().credit()));
        String details = HexFormat.of().formatHex(digest.digest());
        return List.of(
                write.row(
                        this,
                        new WriteLines.Place(0, parts, apart, details),
                        parts == 1 ? Optional.of(first) : Optional.empty()));
    }
}

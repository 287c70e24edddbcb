package org.almoner.statement;

import java.io.IOException;
import java.util.List;
import org.almoner.money.Money;

/**
 * The yearly statement of a British office. No law asks for it; it helps with the tax return. The
 * tax is computed on the sum, as HMRC does it, and not on each gift.
 */
final class BritishStatement extends StatementLetter {

    BritishStatement(Writing writing) {
        super(writing);
    }

    @Override
    String title() {
        return say("title.GB_GIVING_STATEMENT");
    }

    @Override
    void body() throws IOException {
        introduction();
        new GiftTable(writing)
                .day(0.17)
                .purpose(0.31)
                .method(0.22)
                .yesOrNo("giftAid", StatementLine::giftAid, 0.13)
                .amount(0.17)
                .write(flow(), say("total"), statement.total());
        Money net = declared();
        if (net.isZero()) {
            text(say("GB.undeclared"));
            return;
        }
        Money aid = GiftAidTax.on(net);
        heading(say("GB.sums"));
        line(say("GB.given"), writing.money(statement.total()), false);
        line(say("GB.net"), writing.money(net), true);
        line(say("GB.aid"), writing.money(aid), false);
        line(say("GB.gross"), writing.money(net.plus(aid)), true);
        flow().skip(8);
        text(say("GB.declared"));
        text(say("GB.higher"));
    }

    private Money declared() {
        List<Money> amounts =
                statement.lines().stream()
                        .filter(it -> it.giftAid() && it.counts())
                        .map(StatementLine::amount)
                        .toList();
        return Money.total(statement.total().currency(), amounts);
    }
}

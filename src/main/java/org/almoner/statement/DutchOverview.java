package org.almoner.statement;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.almoner.office.RegistrationKind;

/** <i>Jaaroverzicht giften</i>: what a Dutch donor needs at hand for the tax return. */
final class DutchOverview extends StatementLetter {

    DutchOverview(Writing writing) {
        super(writing);
    }

    @Override
    String title() {
        return say("title.NL_YEARLY_OVERVIEW", "year", Integer.toString(statement.to().getYear()));
    }

    @Override
    void body() throws IOException {
        statutory(
                writing.locale(),
                say(
                        "NL.anbi",
                        "name",
                        writing.issuer().legalName(),
                        "rsin",
                        writing.issuer().required(RegistrationKind.NL_RSIN)));
        introduction();
        boolean hasPeriodic = statement.lines().stream().anyMatch(it -> it.agreement() != null);
        GiftTable table =
                hasPeriodic // a number stands in the column of the kind
                        ? columns(0.15, 0.27, 0.18).text("kind", this::kind, 0.23).amount(0.17)
                        : columns(0.17, 0.29, 0.2).text("kind", this::kind, 0.16).amount(0.18);
        table.write(flow(), say("total"), statement.total());
        sums();
        flow().skip(8);
        text(say("NL.keep"));
    }

    private GiftTable columns(double day, double purpose, double method) {
        return new GiftTable(writing).day(day).purpose(purpose).method(method);
    }

    private String kind(StatementLine line) {
        return line.agreement() == null
                ? say("ordinary")
                : say("NL.periodic.kind", "number", line.agreement());
    }

    /** A periodic gift has a deduction of its own, without a threshold (art. 6.38 Wet IB 2001). */
    private void sums() throws IOException {
        Map<String, List<StatementLine>> periodic = new TreeMap<>();
        statement.lines().stream()
                .filter(it -> it.agreement() != null)
                .forEach(
                        it ->
                                periodic.computeIfAbsent(it.agreement(), none -> new ArrayList<>())
                                        .add(it));
        for (Map.Entry<String, List<StatementLine>> one : periodic.entrySet()) {
            line(say("NL.periodic", "number", one.getKey()), sum(one.getValue()), true);
        }
        List<StatementLine> ordinary =
                statement.lines().stream().filter(it -> it.agreement() == null).toList();
        if (periodic.isEmpty() || !ordinary.isEmpty()) {
            line(say("NL.ordinary"), sum(ordinary), true);
        }
    }

    private String sum(List<StatementLine> lines) {
        return writing.money(StatementRecord.eligible(statement.total().currency(), lines));
    }
}

package org.almoner.staff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.almoner.export.TextTable;
import org.almoner.signup.ConsentProofs;

/** Writes the proof of a person's consents as a table, one line for each answer and sign-up. */
final class WriteProofTable {

    private static final List<String> COLUMNS =
            List.of(
                    "entry",
                    "id",
                    "record",
                    "place",
                    "at",
                    "decision",
                    "purpose",
                    "channel",
                    "office",
                    "recipient",
                    "legalBasis",
                    "country",
                    "textId",
                    "textVersion",
                    "language",
                    "text",
                    "textHash",
                    "method",
                    "origin",
                    "recordedAt",
                    "recordedBy",
                    "documentHash",
                    "calledAt",
                    "calledBy",
                    "spokenBy",
                    "callNote",
                    "ip",
                    "userAgent",
                    "proofDigest",
                    "previousHash",
                    "hash",
                    "email",
                    "mailSentAt",
                    "messageId",
                    "confirmedAt",
                    "confirmedFromIp",
                    "withdrawnAt");

    private WriteProofTable() {}

    /** The file, in CSV. */
    static byte[] of(ShowProof.Proof proof) {
        List<List<String>> rows = new ArrayList<>();
        proof.answers().forEach(it -> rows.add(row(it)));
        proof.signUps().forEach(it -> rows.add(row(it)));
        return TextTable.csv(COLUMNS, rows);
    }

    private static List<String> row(ConsentProofs.Answer one) {
        ConsentProofs.Source source = one.source();
        ConsentProofs.Form form = of(one.recorded(), ConsentProofs.Recorded::document);
        ConsentProofs.Spoken call = of(one.recorded(), ConsentProofs.Recorded::call);
        return cells(
                "ANSWER",
                one.id(),
                one.record(),
                one.place(),
                one.at(),
                one.decision(),
                one.purpose(),
                one.channel(),
                one.office(),
                one.recipient(),
                one.legalBasis(),
                one.country(),
                one.text().id(),
                one.text().version(),
                one.text().locale(),
                one.text().text(),
                one.text().hash(),
                one.method(),
                one.origin(),
                of(one.recorded(), ConsentProofs.Recorded::at),
                of(one.recorded(), ConsentProofs.Recorded::by),
                of(form, ConsentProofs.Form::sha256),
                of(call, ConsentProofs.Spoken::at),
                of(call, ConsentProofs.Spoken::by),
                of(call, ConsentProofs.Spoken::spokenBy),
                of(call, ConsentProofs.Spoken::note),
                source == null ? null : source.ip(),
                source == null ? null : source.userAgent(),
                one.proofDigest(),
                one.previousHash(),
                one.hash());
    }

    private static List<String> row(ConsentProofs.SignedUp one) {
        return cells(
                "SIGN_UP",
                one.id(),
                null,
                null,
                one.askedAt(),
                null,
                "NEWSLETTER",
                "EMAIL",
                one.office(),
                one.recipient(),
                null,
                one.country(),
                one.text().id(),
                one.text().version(),
                one.text().locale(),
                one.text().text(),
                one.text().hash(),
                null,
                one.page(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                one.form().ip(),
                one.form().userAgent(),
                null,
                null,
                null,
                one.email(),
                one.mail() == null ? null : one.mail().at(),
                one.mail() == null ? null : one.mail().messageId(),
                one.confirmedAt(),
                one.click() == null ? null : one.click().ip(),
                one.withdrawnAt());
    }

    private static <T, V> V of(T whole, Function<T, V> part) {
        return whole == null ? null : part.apply(whole);
    }

    /** What is left out at the end is empty. */
    private static List<String> cells(Object... values) {
        return Arrays.stream(Arrays.copyOf(values, COLUMNS.size()))
                .map(it -> it == null ? null : it.toString())
                .toList();
    }
}

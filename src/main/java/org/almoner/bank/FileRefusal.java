package org.almoner.bank;

import org.almoner.bankfile.BankFileRefused;
import org.almoner.problem.DomainProblem;

/** Refusals of a whole file: the rule's stable name, and nothing of what the file says. */
final class FileRefusal {

    private static final String BODY = "body";

    private FileRefusal() {}

    static DomainProblem of(BankFileRefused refused) {
        return DomainProblem.invalid(
                BODY,
                refused.rule(),
                refused.line() == 0
                        ? refused.getMessage() + "."
                        : refused.getMessage() + " (line " + refused.line() + ").");
    }

    static DomainProblem of(String rule, String sentence) {
        return DomainProblem.invalid(BODY, rule, sentence);
    }
}

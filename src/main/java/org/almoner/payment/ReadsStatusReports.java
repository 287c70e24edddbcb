package org.almoner.payment;

import java.io.InputStream;
import org.almoner.bankfile.BankFileRefused;

/** A gateway that sends files to a bank, which reports what became of them. */
public interface ReadsStatusReports {

    /**
     * Reads a pain.002 and acts on it, in the caller's transaction. The same report again changes
     * nothing.
     *
     * @param office whose bank it comes from; a report on another office's file is refused
     * @throws BankFileRefused when it is no such report, or cut off; what was done before is void,
     *     the caller rolls back
     * @throws org.almoner.problem.DomainProblem 409 when it is about no file of this office
     */
    StatusReportView read(String office, InputStream report) throws BankFileRefused;

    /**
     * What a report led to.
     *
     * @param about what it is about, such as {@code direct-debit-batch/…}
     * @param accepted collections it says nothing against
     * @param rejected collections that will not be made
     */
    record StatusReportView(String about, long accepted, long rejected) {}
}

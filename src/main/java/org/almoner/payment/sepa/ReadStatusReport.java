package org.almoner.payment.sepa;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.io.InputStream;
import java.time.InstantSource;
import org.almoner.bankfile.BankFileRefused;
import org.almoner.bankfile.StatusReader;
import org.almoner.payment.PaymentNews;
import org.almoner.payment.ReadsStatusReports;
import org.almoner.sql.Sql;

/**
 * Reads what the bank says of a batch (pain.002.001.10). A rejected collection ends with the bank's
 * reason. A file or block that is rejected as a whole was wrong itself, not its collections: they
 * wait for the next batch.
 */
@Singleton
class ReadStatusReport implements ReadsStatusReports {

    private final BatchRows batches;
    private final Sql sql;
    private final FollowReasons follow;
    private final PaymentNews news;
    private final InstantSource clock;

    ReadStatusReport(
            BatchRows batches,
            Sql sql,
            FollowReasons follow,
            PaymentNews news,
            InstantSource clock) {
        this.batches = batches;
        this.sql = sql;
        this.follow = follow;
        this.news = news;
        this.clock = clock;
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public StatusReportView read(String office, InputStream report) throws BankFileRefused {
        StatusOfBatch status =
                new StatusOfBatch(
                        office, batches, new RejectCollections(sql, follow, news, clock), clock);
        StatusReader.read(report, status);
        return status.end();
    }
}

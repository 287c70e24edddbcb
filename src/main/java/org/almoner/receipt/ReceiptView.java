package org.almoner.receipt;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.almoner.office.OfficeCode;
import org.almoner.outbox.OutboxEntry;

/**
 * A receipt as staff may see it; it holds no personal data.
 *
 * @param id our id, the subject of its deliveries
 * @param number what the donor quotes
 * @param deliveries each time it was owed, the first one first
 */
public record ReceiptView(
        UUID id,
        UUID donation,
        String number,
        OfficeCode office,
        Instant issuedAt,
        List<OutboxEntry> deliveries) {}

package org.almoner.bankfile;

import java.util.List;
import java.util.Optional;

/**
 * A piece of a pain.002, the bank's word on a file of ours, in the order of the report: the {@link
 * File}, then for each {@link Block} its {@link Transaction}s.
 */
public sealed interface StatusPart {

    /**
     * What is said of the file as a whole.
     *
     * @param report the report's own {@code MsgId}
     * @param original {@code MsgId} of our file
     * @param status empty when only parts are judged; {@code RJCT} alone rejects all of it
     */
    record File(
            String report, String original, Optional<String> status, List<CamtPart.Reason> reasons)
            implements StatusPart {}

    /**
     * What is said of a block.
     *
     * @param original {@code PmtInfId} of ours
     */
    record Block(String original, Optional<String> status, List<CamtPart.Reason> reasons)
            implements StatusPart {}

    /**
     * What is said of one collection.
     *
     * @param block {@code PmtInfId} of ours that it stands in
     * @param reference the bank's name for this answer
     * @param endToEnd ours; empty when the bank left it out
     * @param status such as {@code RJCT}; empty when the block's holds
     */
    record Transaction(
            String block,
            Optional<String> reference,
            Optional<String> endToEnd,
            Optional<String> status,
            List<CamtPart.Reason> reasons)
            implements StatusPart {}
}

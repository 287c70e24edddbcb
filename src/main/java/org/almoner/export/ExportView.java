package org.almoner.export;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * An export and everything that is on record of it.
 *
 * @param from first day, at the office
 * @param to last day
 * @param onlyNew whether only bookings were meant that no earlier export holds
 * @param failedBecause {@code null} unless it failed
 * @param failedDetail what it was, where there is more to tell; what follows is {@code null} unless
 *     it is done
 * @param columns in their order
 * @param sha256 of the file
 * @param bytes length of the file
 * @param askedBy who asked for it
 * @param endedAt {@code null} until it is done or failed
 * @param fileUntil the last day on which the file is kept; {@code null}: as long as the books
 * @param fileGoneAt {@code null} while the file is there
 */
public record ExportView(
        String number,
        String office,
        ExportKind kind,
        ExportFormat format,
        LocalDate from,
        LocalDate to,
        boolean onlyNew,
        ExportState state,
        ExportFailure failedBecause,
        String failedDetail,
        List<String> columns,
        Long rows,
        List<ControlTotal> totals,
        String sha256,
        Long bytes,
        String askedBy,
        Instant askedAt,
        Instant endedAt,
        LocalDate fileUntil,
        Instant fileGoneAt) {

    /** The file's name; DATEV knows a batch by the beginning and the end of it. */
    public String fileName() {
        if (format != ExportFormat.EXTF) {
            return number + "." + format.extension();
        }
        return "EXTF_" + number + (severalBatches() ? ".zip" : ".csv");
    }

    /** The file's type, as HTTP names it. */
    public String mediaType() {
        return severalBatches() ? "application/zip" : format.mediaType();
    }

    private boolean severalBatches() {
        return format == ExportFormat.EXTF && rows != null && rows > ExtfFile.LARGEST;
    }
}

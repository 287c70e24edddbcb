package org.almoner.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * More postings than one batch may have, as several batches in one ZIP, each with its own header. A
 * day of collection can be larger than a batch, so that no shorter period would help. It holds no
 * time of its making: the same rows shall give the same bytes.
 */
final class ExtfBundle implements TableFile {

    /** More batches are not told apart by the two digits of their names. */
    static final long LARGEST = 99L * ExtfFile.LARGEST;

    /** The first moment a ZIP can name. */
    private static final LocalDateTime FIRST_IN_ZIP = LocalDateTime.of(1980, 1, 1, 0, 0);

    private static final int LEVEL = 3;

    private final Selection selection;
    private final long parts;
    private final ZipOutputStream zip;
    private ExtfFile current;
    private int part;
    private int inPart;

    private ExtfBundle(Selection selection, long parts, OutputStream out) throws IOException {
        this.selection = selection;
        this.parts = parts;
        zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        zip.setLevel(LEVEL);
        open();
    }

    /**
     * Begins one batch, or several when there are more postings than one may have.
     *
     * @param rows how many there will be
     */
    static TableFile begin(Selection selection, long rows, OutputStream out) throws IOException {
        if (rows <= ExtfFile.LARGEST) {
            return new ExtfFile(selection, null, out);
        }
        long parts = (rows + ExtfFile.LARGEST - 1) / ExtfFile.LARGEST;
        return new ExtfBundle(selection, parts, out);
    }

    private void open() throws IOException {
        part++;
        inPart = 0;
        ZipEntry entry =
                new ZipEntry("EXTF_%s_%02d.csv".formatted(selection.export().number(), part));
        entry.setTimeLocal(FIRST_IN_ZIP);
        zip.putNextEntry(entry);
        current = new ExtfFile(selection, part + "/" + parts, zip);
    }

    @Override
    public void add(Row row) throws IOException {
        if (inPart == ExtfFile.LARGEST) {
            close();
            open();
        }
        inPart++;
        current.add(row);
    }

    private void close() throws IOException {
        current.finish();
        zip.closeEntry();
    }

    @Override
    public void finish() throws IOException {
        close();
        zip.finish();
    }
}

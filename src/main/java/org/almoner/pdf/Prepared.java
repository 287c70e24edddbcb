package org.almoner.pdf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;

/**
 * Objects that PDFBox made once, such as a cut of a font, ready to be put into any number of
 * documents by any number of threads: streams are copied as they were deflated.
 */
final class Prepared {

    /** What streams say of how they are stored; ours are stored in another way. */
    private static final Set<COSName> DEFLATING =
            Set.of(COSName.LENGTH, COSName.FILTER, COSName.DECODE_PARMS);

    private final COSDictionary original;
    private final Map<COSStream, byte[]> streams = new IdentityHashMap<>();

    /** Reads all there is to copy, a tree, before its document is closed. */
    Prepared(COSDictionary original) throws IOException {
        this.original = original;
        read(original);
    }

    private void read(COSBase base) throws IOException {
        if (base instanceof COSStream stream) {
            streams.put(stream, deflated(stream));
        }
        if (base instanceof COSDictionary dictionary) {
            for (COSBase value : dictionary.getValues()) {
                read(value);
            }
        } else if (base instanceof COSArray array) {
            array.setDirect(true);
            for (COSBase value : array) {
                read(value);
            }
        }
    }

    /** As small as can be, for it is made once. */
    private static byte[] deflated(COSStream stream) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try (InputStream in = stream.createInputStream();
                OutputStream out = new DeflaterOutputStream(bytes, deflater)) {
            in.transferTo(out);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    /** A copy for a document. */
    COSDictionary copyFor(COSDocument document) throws IOException {
        return (COSDictionary) copy(original, document);
    }

    private COSBase copy(COSBase base, COSDocument document) throws IOException {
        if (base instanceof COSStream stream) {
            COSStream copy = document.createCOSStream();
            try (OutputStream out = copy.createRawOutputStream()) {
                out.write(streams.get(stream));
            }
            fill(copy, stream, document);
            copy.setItem(COSName.FILTER, COSName.FLATE_DECODE);
            return copy;
        }
        if (base instanceof COSDictionary dictionary) {
            COSDictionary copy = new COSDictionary();
            fill(copy, dictionary, document);
            return copy;
        }
        if (base instanceof COSArray array && holdsObjects(array)) {
            COSArray copy = new COSArray();
            for (COSBase value : array) {
                copy.add(copy(value, document));
            }
            copy.setDirect(true);
            return copy;
        }
        return base;
    }

    /** Numbers and names never change, so that documents share lists of them. */
    private static boolean holdsObjects(COSArray array) {
        return array.size() > 0 && array.get(0) instanceof COSDictionary;
    }

    private void fill(COSDictionary copy, COSDictionary from, COSDocument document)
            throws IOException {
        for (Map.Entry<COSName, COSBase> entry : from.entrySet()) {
            if (!DEFLATING.contains(entry.getKey())) {
                copy.setItem(entry.getKey(), copy(entry.getValue(), document));
            }
        }
        copy.setDirect(from.isDirect());
    }
}

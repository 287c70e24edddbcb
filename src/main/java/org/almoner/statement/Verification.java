package org.almoner.statement;

import static org.almoner.pdf.PdfArea.mm;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.io.IOException;
import java.util.Map;
import org.almoner.pdf.PdfArea;
import org.almoner.pdf.PdfRole;
import org.almoner.pdf.PdfSheets;
import org.almoner.pdf.PdfStyle;

/** By what anybody can ask whether a document is genuine: a QR code, and the same in letters. */
final class Verification {

    static final float HEIGHT = mm(16);

    /** Any mask can be read; trying all eight takes longer than all the rest of a document. */
    private static final Map<EncodeHintType, Object> HINTS =
            Map.of(EncodeHintType.QR_MASK_PATTERN, 3);

    private static final PdfStyle SMALL = PdfStyle.of(7).quiet();
    private static final PdfStyle CODE = PdfStyle.of(9).bold();

    private Verification() {}

    /** Draws it with its upper left corner at the area's; nothing where there is no such page. */
    static void draw(Writing writing, PdfArea area) throws IOException {
        StatementRecord statement = writing.statement();
        if (statement.verificationUrl() == null) {
            return;
        }
        PdfSheets sheets = writing.sheets();
        sheets.squares(
                squares(statement.verificationUrl()),
                writing.words().say("check.alt", "url", statement.verificationUrl()),
                new PdfArea(area.x(), area.y(), HEIGHT, HEIGHT));
        PdfArea text = PdfArea.of(area.x() + HEIGHT + 10, area.y() + 3, area.width() - HEIGHT - 10);
        float y = sheets.write(PdfRole.P, SMALL, writing.words().say("check"), text);
        if (statement.verification() != null) {
            y = sheets.write(PdfRole.P, CODE, statement.verification(), text.at(y + 1));
        }
        sheets.begin(PdfRole.P);
        sheets.link(
                SMALL, statement.verificationUrl(), statement.verificationUrl(), text.at(y + 1));
        sheets.end();
    }

    private static boolean[][] squares(String url) {
        try {
            ByteMatrix code = Encoder.encode(url, ErrorCorrectionLevel.M, HINTS).getMatrix();
            boolean[][] squares = new boolean[code.getHeight()][code.getWidth()];
            for (int row = 0; row < squares.length; row++) {
                for (int column = 0; column < squares.length; column++) {
                    squares[row][column] = code.get(column, row) == 1;
                }
            }
            return squares;
        } catch (WriterException tooLong) {
            throw new IllegalArgumentException("The address is too long for a code", tooLong);
        }
    }
}

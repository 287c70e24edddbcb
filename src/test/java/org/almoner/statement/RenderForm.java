package org.almoner.statement;

import java.io.File;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.Test;

class RenderForm {
    @Test
    void render() throws Exception {
        byte[] doc = PeriodicGiftFormTest.sample();
        try (var read = Loader.loadPDF(doc)) {
            for (int i = 0; i < read.getNumberOfPages(); i++) {
                ImageIO.write(
                        new PDFRenderer(read).renderImageWithDPI(i, 80),
                        "png",
                        new File("/tmp/nl/form" + i + ".png"));
            }
        }
        List<StatementLine> lines = Statements.of(DocumentKind.NL_YEARLY_OVERVIEW).lines();
        byte[] over =
                Statements.of(DocumentKind.NL_YEARLY_OVERVIEW)
                        .with(
                                List.of(
                                        lines.get(0).under("2026000123"),
                                        lines.get(1),
                                        lines.get(2).under("2026000123")))
                        .document();
        try (var read = Loader.loadPDF(over)) {
            ImageIO.write(
                    new PDFRenderer(read).renderImageWithDPI(0, 80),
                    "png",
                    new File("/tmp/nl/over.png"));
        }
    }
}

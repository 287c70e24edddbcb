package org.almoner.pdf;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.PDLayoutAttributeObject;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.PDTableAttributeObject;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;

/**
 * Sheets of paper with letters, rules and pictures at given places, as a file that conforms to
 * PDF/A-2a and PDF/UA-1. The same calls give the same bytes, and nothing is written before all is
 * there.
 */
public final class PdfSheets implements AutoCloseable {

    /** Stands for a letter the font does not have. */
    public static final String REPLACEMENT = String.valueOf(Lettering.REPLACEMENT);

    private final OutputStream out;
    private final PdfDetails about;
    private final Binding binding;
    private final Structure structure;
    private final Canvas canvas;
    private final SignatureField signature;
    private boolean isMarginal;

    /** Draws what stands on a sheet beside its content, once all sheets are there. */
    public interface Margin {

        /** The number of this sheet, from 1, and of all. */
        void draw(int sheet, int all);
    }

    /** Begins a document; its first sheet begins with {@link #nextSheet()}. */
    public PdfSheets(OutputStream out, PdfDetails about) throws IOException {
        this(out, about, null);
    }

    /**
     * Begins a document that is signed (PAdES baseline B) when it is written, so that any change
     * shows; its look stays the same.
     *
     * @param signing {@code null} for a document without a signature
     */
    public PdfSheets(OutputStream out, PdfDetails about, PdfSigning signing) throws IOException {
        this.out = out;
        this.signature = signing == null ? null : new SignatureField(signing);
        this.about = about;
        this.binding = new Binding(about);
        this.structure = new Structure(binding.catalog());
        this.canvas = new Canvas(about.paper());
        structure.begin(PdfRole.DOCUMENT);
    }

    /** The paper. */
    public PdfPaper paper() {
        return about.paper();
    }

    /** Whether a letter was needed that the font does not have. */
    public boolean hasReplaced() {
        return canvas.hasReplaced();
    }

    /** Turns over. */
    public void nextSheet() throws IOException {
        endSheet();
        binding.addSheet();
    }

    private void endSheet() {
        if (binding.sheets() > 0) {
            binding.endSheet(canvas.operators().take(), structure.endPage());
        }
    }

    /** Begins a piece that holds others. */
    public void begin(PdfRole role) {
        if (role == PdfRole.COLUMN_TITLE) {
            PDTableAttributeObject names = new PDTableAttributeObject();
            names.setScope(PDTableAttributeObject.SCOPE_COLUMN);
            structure.begin(role, names);
        } else {
            structure.begin(role);
        }
    }

    /** Begins a piece in another language than the document's. */
    public void begin(PdfRole role, Locale language) {
        begin(role);
        structure.speak(language);
    }

    /** Begins a cell that names its row and reaches over so many columns. */
    void beginTitleOver(int columns) {
        PDTableAttributeObject names = new PDTableAttributeObject();
        names.setScope(PDTableAttributeObject.SCOPE_ROW);
        names.setColSpan(columns);
        structure.begin(PdfRole.COLUMN_TITLE, names);
    }

    /** Ends the piece that was begun last. */
    public void end() throws IOException {
        structure.end();
    }

    /** The width of a line. */
    public float width(PdfStyle style, String text) {
        return canvas.lettering(style).width(text, style.size());
    }

    /** The text in lines that fit the width. */
    public PdfLines lines(PdfStyle style, String text, float width) {
        return new PdfLines(style, canvas.lettering(style).lines(text, style.size(), width));
    }

    /** Lines as the whole content of the piece that is open, or as a part of it. */
    public void show(PdfLines lines, PdfArea area, PdfSide side) {
        if (isMarginal) {
            canvas.lines(lines.style(), lines.lines(), new Canvas.Setting(area, side));
            return;
        }
        int from = 0;
        for (int to = 1; to <= lines.lines().size(); to++) {
            boolean isSpecial = lines.lines().get(to - 1).text() != null;
            boolean isBeforeSpecial =
                    to == lines.lines().size() || lines.lines().get(to).text() != null;
            if (isSpecial || isBeforeSpecial) {
                PdfLines part = lines.part(from, to);
                String text = isSpecial ? lines.lines().get(to - 1).text() : null;
                mark(text);
                canvas.lines(
                        part.style(),
                        part.lines(),
                        new Canvas.Setting(
                                area.at(area.y() + from * lines.style().leading()), side));
                canvas.end();
                from = to;
            }
        }
    }

    private void mark(String text) {
        int mark = structure.mark(binding.sheet().getCOSObject());
        if (text == null) {
            canvas.beginMarked(mark);
        } else {
            canvas.beginMarked(mark, text);
        }
    }

    /** A piece of text; answers where it ends. */
    public float write(PdfRole role, PdfStyle style, String text, PdfArea area) throws IOException {
        PdfLines lines = lines(style, text, area.width());
        begin(role);
        show(lines, area, PdfSide.LEFT);
        end();
        return area.y() + lines.height();
    }

    /** A line that leads to a page of the web. */
    public void link(PdfStyle style, String text, String url, PdfArea area) throws IOException {
        PdfLines lines = lines(style, text, area.width());
        PDAnnotationLink link = annotation(text, url);
        link.setRectangle(onSheet(new PdfArea(area.x(), area.y(), lines.width(), lines.height())));
        begin(PdfRole.LINK);
        show(lines, area, PdfSide.LEFT);
        link.setStructParent(
                structure.reference(link.getCOSObject(), binding.sheet().getCOSObject()));
        end();
        binding.sheet().getAnnotations().add(link);
    }

    private static PDAnnotationLink annotation(String text, String url) {
        PDActionURI action = new PDActionURI();
        action.setURI(url);
        PDAnnotationLink link = new PDAnnotationLink();
        link.setAction(action);
        link.setContents(text);
        link.setPrinted(true);
        link.setBorder(COSArray.ofCOSIntegers(List.of(0, 0, 0)));
        return link;
    }

    /** PDF measures from the lower left corner. */
    private PDRectangle onSheet(PdfArea area) {
        float bottom = about.paper().height() - area.y() - area.height();
        return new PDRectangle(area.x(), bottom, area.width(), area.height());
    }

    /** A picture and what it shows. */
    public void picture(PdfPicture picture, String alternative, PdfArea area) throws IOException {
        beginFigure(alternative, area);
        canvas.picture(binding.number(picture), area);
        endFigure();
    }

    /** A code of dark and light squares, such as a QR code, and what it says. */
    public void squares(boolean[][] dark, String alternative, PdfArea area) throws IOException {
        beginFigure(alternative, area);
        canvas.squares(dark, area);
        endFigure();
    }

    private void beginFigure(String alternative, PdfArea area) {
        PDLayoutAttributeObject place = new PDLayoutAttributeObject();
        place.setPlacement(PDLayoutAttributeObject.PLACEMENT_BLOCK);
        place.setBBox(onSheet(area));
        structure.begin(PdfRole.FIGURE, place).setString(COSName.ALT, alternative);
        mark(null);
    }

    private void endFigure() throws IOException {
        canvas.end();
        structure.end();
    }

    /** A line for the eyes along the top of the area. */
    public void rule(PdfArea area, float thickness, float grey) {
        beginArtifact("");
        canvas.rule(area, thickness, grey);
        endArtifact();
    }

    /** A frame for the eyes. */
    public void box(PdfArea area, float thickness) {
        beginArtifact("");
        canvas.box(area, thickness);
        endArtifact();
    }

    /** A ground for the eyes. */
    public void ground(PdfArea area, float grey) {
        beginArtifact("");
        canvas.fill(area, grey);
        endArtifact();
    }

    private void beginArtifact(String kind) {
        if (!isMarginal) {
            canvas.beginArtifact(kind);
        }
    }

    private void endArtifact() {
        if (!isMarginal) {
            canvas.end();
        }
    }

    /** Text that repeats what is said elsewhere, for the eyes only. */
    public void repeat(PdfLines lines, PdfArea area, PdfSide side) {
        beginArtifact("");
        canvas.lines(lines.style(), lines.lines(), new Canvas.Setting(area, side));
        endArtifact();
    }

    /** Pale letters across the whole sheet; to be drawn before anything else is. */
    public void watermark(String text) {
        PdfStyle trial = new PdfStyle(10, true, 0.87f);
        double diagonal = Math.hypot(about.paper().width(), about.paper().height());
        Lettering.Line line = canvas.lettering(trial).line(text);
        float size = Math.min(110, (float) diagonal * 0.62f / line.width(1));
        beginArtifact("<</Type/Pagination/Subtype/Watermark>>");
        canvas.across(new PdfStyle(size, true, trial.grey()), line, about.paper());
        endArtifact();
    }

    /** Writes the document; nothing can be added afterwards. */
    public void finish(Margin margin) throws IOException {
        if (signature != null) {
            addSignature();
        }
        endSheet();
        structure.end();
        structure.finish();
        isMarginal = true;
        for (int i = 0; i < binding.sheets(); i++) {
            canvas.beginArtifact("<</Type/Pagination/Subtype/Footer>>");
            margin.draw(i + 1, binding.sheets());
            canvas.end();
            binding.finishSheet(i, canvas.operators().take());
        }
        binding.save(out, canvas, signature);
    }

    /** Last in the order of reading: who hears the document read aloud learns that it is signed. */
    private void addSignature() throws IOException {
        PDAnnotationWidget field = binding.prepareSignature(signature);
        begin(PdfRole.FORM);
        field.setStructParent(
                structure.reference(field.getCOSObject(), binding.sheet().getCOSObject()));
        end();
    }

    @Override
    public void close() {
        binding.close();
    }
}

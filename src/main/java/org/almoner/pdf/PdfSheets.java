package org.almoner.pdf;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Sheets of paper with letters, rules and pictures at given places, as a file that conforms to
 * PDF/A-2a and PDF/UA-1. Sheets leave as soon as they are full, so a document may be as long as it
 * likes; the same calls give the same bytes.
 */
public final class PdfSheets implements AutoCloseable {

    /** Stands for a letter the font does not have. */
    public static final String REPLACEMENT = String.valueOf(Lettering.REPLACEMENT);

    private final PdfDetails about;
    private final PdfFile file;
    private final Structure structure;
    private final Canvas canvas;
    private final List<Sheet> sheets = new ArrayList<>();
    private final Map<PdfPicture, Integer> pictures = new LinkedHashMap<>();
    private final int pages;
    private final int resources;
    private boolean isMarginal;

    /** What is kept of a sheet until all are there. */
    private static final class Sheet {
        private final int id;
        private final int content;
        private final StringBuilder links = new StringBuilder();
        private int key;

        Sheet(int id, int content) {
            this.id = id;
            this.content = content;
        }
    }

    /** Draws what stands on a sheet beside its content, once all sheets are there. */
    public interface Margin {

        /** The number of this sheet, from 1, and of all. */
        void draw(int sheet, int all);
    }

    /** Begins a document; its first sheet begins with {@link #nextSheet()}. */
    public PdfSheets(OutputStream out, PdfDetails about) throws IOException {
        this.about = about;
        this.file = new PdfFile(out);
        this.canvas = new Canvas(about.paper());
        this.structure = new Structure(file);
        this.pages = file.reserve();
        this.resources = file.reserve();
        structure.begin(PdfRole.DOCUMENT.tag(), "");
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
        sheets.add(new Sheet(file.reserve(), file.reserve()));
    }

    private void endSheet() throws IOException {
        if (!sheets.isEmpty()) {
            Sheet sheet = current();
            file.stream(sheet.content, "", canvas.operators());
            canvas.operators().clear();
            sheet.key = structure.endPage();
        }
    }

    private Sheet current() {
        return sheets.get(sheets.size() - 1);
    }

    /** Begins a piece that holds others. */
    public void begin(PdfRole role) {
        structure.begin(role.tag(), role.entries());
    }

    /** Begins a piece in another language than the document's. */
    public void begin(PdfRole role, Locale language) {
        structure.begin(role.tag(), role.entries() + "/Lang(" + language.toLanguageTag() + ")");
    }

    /** Begins a cell that names its row and reaches over so many columns. */
    void beginTitleOver(int columns) {
        structure.begin("TH", "/A<</O/Table/Scope/Row/ColSpan " + columns + ">>");
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
        int mark = structure.mark(current().id);
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
        int id = file.reserve();
        begin(PdfRole.LINK);
        show(lines, area, PdfSide.LEFT);
        int key = structure.reference(id, current().id);
        end();
        float top = about.paper().height() - area.y();
        Bytes body = new Bytes();
        body.add("<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[").number(area.x());
        body.number(top - lines.height()).number(area.x() + lines.width()).number(top);
        body.add("]/StructParent ").add(key).add("/Contents").text(text);
        body.add("/A<</S/URI/URI(").add(escaped(url)).add(")>>>>");
        file.put(id, body);
        current().links.append(id).append(" 0 R ");
    }

    private static String escaped(String url) {
        return url.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)");
    }

    /** A picture and what it shows. */
    public void picture(PdfPicture picture, String alternative, PdfArea area) throws IOException {
        Integer number = pictures.get(picture);
        if (number == null) {
            number = pictures.size();
            pictures.put(picture, number);
        }
        beginFigure(alternative, area);
        canvas.picture(number, area);
        endFigure();
    }

    /** A code of dark and light squares, such as a QR code, and what it says. */
    public void squares(boolean[][] dark, String alternative, PdfArea area) throws IOException {
        beginFigure(alternative, area);
        canvas.squares(dark, area);
        endFigure();
    }

    private void beginFigure(String alternative, PdfArea area) {
        float top = about.paper().height() - area.y();
        Bytes entries = new Bytes();
        entries.add("/Alt").text(alternative).add("/A<</O/Layout/Placement/Block/BBox[");
        entries.number(area.x()).number(top - area.height()).number(area.right()).number(top);
        entries.add("]>>");
        structure.begin(
                PdfRole.FIGURE.tag(),
                new String(entries.array(), 0, entries.length(), StandardCharsets.US_ASCII));
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

    /** Writes what is left; nothing can be added afterwards. */
    public void finish(Margin margin) throws IOException {
        endSheet();
        structure.end();
        structure.finish();
        isMarginal = true;
        Bytes kids = new Bytes();
        for (int i = 0; i < sheets.size(); i++) {
            canvas.beginArtifact("<</Type/Pagination/Subtype/Footer>>");
            margin.draw(i + 1, sheets.size());
            canvas.end();
            int foot = file.reserve();
            file.stream(foot, "", canvas.operators());
            canvas.operators().clear();
            finish(sheets.get(i), foot);
            kids.add(sheets.get(i).id).add(" 0 R ");
        }
        Bytes body = new Bytes();
        body.add("<</Type/Pages/Count ").add(sheets.size()).add("/Kids[").add(kids).add("]>>");
        file.put(pages, body);
        FontObjects fonts = new FontObjects(file, canvas);
        file.put(resources, fonts.resources(pictures));
        finishDocument();
    }

    private void finish(Sheet sheet, int foot) throws IOException {
        Bytes body = new Bytes();
        body.add("<</Type/Page/Parent ").add(pages).add(" 0 R/MediaBox[0 0 ");
        body.number(about.paper().width()).number(about.paper().height());
        body.add("]/Resources ").add(resources).add(" 0 R/Contents[").add(sheet.content);
        body.add(" 0 R ").add(foot).add(" 0 R]/Tabs/S/StructParents ").add(sheet.key);
        if (!sheet.links.isEmpty()) {
            body.add("/Annots[").add(sheet.links.toString()).add("]");
        }
        file.put(sheet.id, body.add(">>"));
    }

    private void finishDocument() throws IOException {
        int metadata = file.reserve();
        file.plain(metadata, "/Type/Metadata/Subtype/XML", Fixtures.metadata(about));
        int profile = file.reserve();
        file.deflated(profile, "/N 3", Fixtures.SRGB_DEFLATED);
        String day = DateTimeFormatter.BASIC_ISO_DATE.format(about.made());
        Bytes body = new Bytes();
        body.add("<</Title").text(about.title()).add("/Producer(Almoner)/CreationDate(D:");
        body.add(day).add("000000Z)/ModDate(D:").add(day).add("000000Z)>>");
        int info = file.reserve();
        file.put(info, body);
        body.clear();
        body.add("<</Type/Catalog/Pages ").add(pages).add(" 0 R/Metadata ").add(metadata);
        body.add(" 0 R/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>/Lang(");
        body.add(about.language().toLanguageTag()).add(")/StructTreeRoot ");
        body.add(structure.root()).add(" 0 R/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1");
        body.add("/OutputConditionIdentifier(sRGB)/Info(sRGB)/DestOutputProfile ");
        body.add(profile).add(" 0 R>>]>>");
        int catalog = file.reserve();
        file.put(catalog, body);
        file.finish(catalog, info);
    }

    @Override
    public void close() {
        file.close();
    }
}

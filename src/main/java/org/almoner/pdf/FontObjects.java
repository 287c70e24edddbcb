package org.almoner.pdf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Fonts and pictures of a document as objects of its file, with the list that names them. */
final class FontObjects {

    private static final byte[] BOXES =
            Deflate.once(Tick.TO_UNICODE.getBytes(StandardCharsets.US_ASCII));

    private final PdfFile file;
    private final Canvas canvas;

    FontObjects(PdfFile file, Canvas canvas) {
        this.file = file;
        this.canvas = canvas;
    }

    /** Writes them and answers the list. */
    Bytes resources(Map<PdfPicture, Integer> pictures) throws IOException {
        Bytes list = new Bytes().add("<</Font<<");
        for (Face face : Face.values()) {
            if (!canvas.lettering(face).used().isEmpty()) {
                list.add("/F").add(face.ordinal()).add(' ').add(font(face)).add(" 0 R");
            }
        }
        if (canvas.hasTicks()) {
            list.add("/F2 ").add(boxes()).add(" 0 R");
        }
        list.add(">>/XObject<<");
        for (Map.Entry<PdfPicture, Integer> picture : pictures.entrySet()) {
            int id = drawing(picture.getKey());
            list.add("/I").add(picture.getValue()).add(' ').add(id).add(" 0 R");
        }
        return list.add(">>>>");
    }

    /** Black ink as one point, and how much of it is where. */
    private int drawing(PdfPicture picture) throws IOException {
        int ink = file.reserve();
        file.deflated(ink, picture.entries(), picture.deflated());
        int id = file.reserve();
        file.plain(
                id,
                "/Type/XObject/Subtype/Image/ColorSpace/DeviceGray/BitsPerComponent 8/Width 1"
                        + "/Height 1/SMask "
                        + ink
                        + " 0 R",
                new byte[] {0});
        return id;
    }

    private int font(Face face) throws IOException {
        FontCut cut = face.cut(canvas.lettering(face).used());
        int program = file.reserve();
        file.deflated(program, "/Length1 " + cut.length(), cut.file());
        int map = file.reserve();
        file.deflated(map, "", cut.toUnicode());
        int descriptor = file.reserve();
        file.put(descriptor, descriptor(face, cut, program));
        int descendant = file.reserve();
        Bytes body = new Bytes();
        body.add("<</Type/Font/Subtype/CIDFontType2/BaseFont/").add(cut.name());
        body.add("/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>");
        body.add("/CIDToGIDMap/Identity/FontDescriptor ").add(descriptor).add(" 0 R/W");
        file.put(descendant, body.add(cut.widths()).add(">>"));
        int font = file.reserve();
        body.clear();
        body.add("<</Type/Font/Subtype/Type0/Encoding/Identity-H/BaseFont/").add(cut.name());
        body.add("/DescendantFonts[").add(descendant).add(" 0 R]/ToUnicode ").add(map);
        file.put(font, body.add(" 0 R>>"));
        return font;
    }

    private static Bytes descriptor(Face face, FontCut cut, int program) {
        FontFile font = face.file();
        Bytes body = new Bytes();
        body.add("<</Type/FontDescriptor/Flags 4/ItalicAngle 0/FontName/").add(cut.name());
        body.add("/StemV ").add(face == Face.BOLD ? 140 : 85);
        body.add("/Ascent ").add(font.measure("hhea", 4));
        body.add("/Descent ").signed(font.measure("hhea", 6));
        body.add("/CapHeight ").add(font.measure("OS/2", 88)).add("/FontBBox[");
        for (int i = 0; i < 4; i++) {
            body.signed(font.measure("head", 36 + 2 * i)).add(' ');
        }
        return body.add("]/FontFile2 ").add(program).add(" 0 R>>");
    }

    private int boxes() throws IOException {
        int empty = drawing(Tick.EMPTY_BOX);
        int crossed = drawing(Tick.CROSSED_BOX);
        int map = file.reserve();
        file.deflated(map, "", BOXES);
        int font = file.reserve();
        Bytes body = new Bytes();
        body.add(
                "<</Type/Font/Subtype/Type3/FontBBox[0 -100 850 700]/FontMatrix[.001 0 0 .001 0 0]");
        body.add("/FirstChar 97/LastChar 98/Widths[850 850]/Resources<<>>/ToUnicode ");
        body.add(map).add(" 0 R/Encoding<</Type/Encoding/Differences[97/empty/crossed]>>");
        body.add("/CharProcs<</empty ").add(empty).add(" 0 R/crossed ").add(crossed);
        file.put(font, body.add(" 0 R>>>>"));
        return font;
    }

    private int drawing(String operators) throws IOException {
        int id = file.reserve();
        file.plain(id, "", operators.getBytes(StandardCharsets.US_ASCII));
        return id;
    }
}

package org.almoner.pdf;

/**
 * The boxes of forms, ☐ and ☒, which the font does not have: two glyphs drawn here, as a font of
 * their own (Type 3), so that they are text like everything around them.
 */
final class Tick {

    static final float WIDTH = 850;

    /** Beyond all glyphs of other fonts. */
    private static final int EMPTY = 0x10000;

    private static final int CROSSED = 0x10001;

    /** A square as high as capital letters, from 60 to 740. */
    private static final String BOX = "850 0 d0 0 G 65 w 60 -40 680 680 re S";

    static final String EMPTY_BOX = BOX;
    static final String CROSSED_BOX = BOX + " 85 w 190 90 m 610 510 l S 190 510 m 610 90 l S";

    private Tick() {}

    /** The glyph of a box; 0 for any other letter. */
    static int glyph(int letter) {
        return switch (letter) {
            case '☐' -> EMPTY;
            case '☒' -> CROSSED;
            default -> 0;
        };
    }

    static boolean isTick(int glyph) {
        return glyph >= EMPTY;
    }

    /** As which character of its font a box is shown. */
    static char code(int glyph) {
        return glyph == CROSSED ? 'b' : 'a';
    }

    static final String TO_UNICODE =
            """
            /CIDInit /ProcSet findresource begin
            12 dict begin
            begincmap
            /CMapName /Boxes def
            /CMapType 2 def
            1 begincodespacerange
            <00> <FF>
            endcodespacerange
            2 beginbfchar
            <61> <2610>
            <62> <2612>
            endbfchar
            endcmap
            CMapName currentdict /CMap defineresource pop
            end
            end
            """;
}

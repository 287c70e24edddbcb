package org.almoner.payment.transfer;

import org.almoner.payment.QrCode;

/** A QR code as a picture that stays sharp at every size. */
final class QrPicture {

    static final int QUIET_ZONE = QrCode.QUIET_ZONE;

    private QrPicture() {}

    /**
     * Draws a GiroCode with error correction level M.
     *
     * @param title what assistive technology reads out; in no particular language
     */
    static String svg(GiroCode code, String title) {
        QrCode modules = QrCode.of(code.payload());
        int size = modules.size() + 2 * QUIET_ZONE;
        return """
               <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" \
               shape-rendering="crispEdges"><title>%s</title>\
               <path fill="#fff" d="M0 0h%dv%dH0z"/><path fill="#000" d="%s"/></svg>"""
                .formatted(size, size, escaped(title), size, size, path(modules));
    }

    /** One stroke per run of dark modules in a row. */
    private static String path(QrCode modules) {
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < modules.size(); y++) {
            int x = 0;
            while (x < modules.size()) {
                int run = darkRun(modules, x, y);
                if (run > 0) {
                    path.append('M').append(x + QUIET_ZONE).append(' ').append(y + QUIET_ZONE);
                    path.append('h').append(run).append("v1h-").append(run).append('z');
                }
                x += run + 1;
            }
        }
        return path.toString();
    }

    private static int darkRun(QrCode modules, int from, int y) {
        int x = from;
        while (x < modules.size() && modules.isDark(x, y)) {
            x++;
        }
        return x - from;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}

package org.almoner.pdf;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The order and meaning of what stands on the pages (ISO 32000-1, 14.7), written while the document
 * grows: an element is put into the file when it ends, and only numbers of objects are kept.
 */
final class Structure {

    private final PdfFile file;
    private final int root;
    private final Deque<Element> open = new ArrayDeque<>();
    private final List<Integer> parents = new ArrayList<>();
    private final Ints keys = new Ints();
    private final Bytes body = new Bytes();
    private Ints marksOfPage = new Ints();
    private int nextKey;

    /** An element whose content is still being added. */
    private static final class Element {
        final int id;
        final int parent;
        final String type;
        final String entries;
        final Bytes kids = new Bytes(24);
        int page;

        Element(int id, int parent, String type, String entries) {
            this.id = id;
            this.parent = parent;
            this.type = type;
            this.entries = entries;
        }
    }

    Structure(PdfFile file) {
        this.file = file;
        this.root = file.reserve();
    }

    int root() {
        return root;
    }

    /** Begins an element below the one that is open. */
    void begin(String type, String entries) {
        int id = file.reserve();
        Element above = open.peek();
        open.push(new Element(id, above == null ? root : above.id, type, entries));
        if (above != null) {
            above.kids.add(id).add(" 0 R ");
        }
    }

    /** Ends the element that was begun last. */
    void end() throws IOException {
        Element it = open.pop();
        body.clear();
        body.add("<</S/").add(it.type).add("/P ").add(it.parent).add(" 0 R");
        if (it.page != 0) {
            body.add("/Pg ").add(it.page).add(" 0 R");
        }
        body.add(it.entries).add("/K[").add(it.kids).add("]>>");
        file.put(it.id, body);
        if (open.isEmpty()) {
            documentEnds(it.id);
        }
    }

    /** The number under which the next content on a page belongs to the open element. */
    int mark(int page) {
        int mark = marksOfPage.size();
        Element it = open.element();
        marksOfPage.add(it.id);
        if (it.page == 0) {
            it.page = page;
        }
        if (it.page == page) {
            it.kids.add(mark).add(' ');
        } else {
            it.kids.add("<</Type/MCR/Pg ").add(page).add(" 0 R/MCID ").add(mark).add(">>");
        }
        return mark;
    }

    /** A link's area on a page belongs to the open element; answers its key. */
    int reference(int annotation, int page) {
        open.element()
                .kids
                .add("<</Type/OBJR/Pg ")
                .add(page)
                .add(" 0 R/Obj ")
                .add(annotation)
                .add(" 0 R>>");
        keys.add(nextKey);
        parents.add(open.element().id);
        return nextKey++;
    }

    /** What belongs to whom on the page that ends; answers the page's key. */
    int endPage() throws IOException {
        int list = file.reserve();
        body.clear();
        body.add('[');
        for (int i = 0; i < marksOfPage.size(); i++) {
            body.add(marksOfPage.get(i)).add(" 0 R ");
        }
        file.put(list, body.add("]"));
        marksOfPage = new Ints();
        keys.add(nextKey);
        parents.add(list);
        return nextKey++;
    }

    private int document;

    private void documentEnds(int id) {
        document = id;
    }

    /** Writes the root; every element must have ended. */
    void finish() throws IOException {
        if (!open.isEmpty() || document == 0) {
            throw new IllegalStateException("An element has not ended");
        }
        body.clear();
        body.add("<</Type/StructTreeRoot/K ").add(document).add(" 0 R/ParentTreeNextKey ");
        body.add(nextKey).add("/ParentTree<</Nums[");
        for (int i = 0; i < keys.size(); i++) {
            body.add(keys.get(i)).add(' ').add(parents.get(i)).add(" 0 R ");
        }
        file.put(root, body.add("]>>>>"));
    }
}
